"""Where the Chromium for browser tests is: Debian's, or whatever is installed under a usual name."""

import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in _NAMES if (found := shutil.which(name))), None)
