"""What browsers fetch by themselves, downloads, static files."""

import json

from tests.web.conftest import Browser
from web import assets
from web.forms import FORMS
from web.pages import PAGES
from web.plain import PLAIN


def test_no_path_is_served_twice() -> None:
    paths = [page.path for page in PAGES] + [plain.path for plain in PLAIN if "GET" in plain.methods]
    assert len(paths) == len(set(paths))
    posted = [form.path for form in FORMS] + [plain.path for plain in PLAIN if "POST" in plain.methods]
    assert len(posted) == len(set(posted))


def test_the_service_worker_keeps_files_that_exist(browser: Browser) -> None:
    answer = browser.get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    head = answer.text.splitlines()[0]
    kept = json.loads(head.removeprefix("const KEPT = ").removesuffix(";"))
    for address in kept["assets"] + kept["pages"]:
        assert browser.get(address).status_code == 200


def test_files_with_their_digest_are_kept_for_ever(browser: Browser) -> None:
    address = assets.address("css/base.css")
    assert browser.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in browser.get("/static/css/base.css").headers["cache-control"]


def test_the_manifest_names_the_campaign(browser: Browser) -> None:
    manifest = browser.get("/manifest.webmanifest").json()
    assert (manifest["name"], manifest["start_url"]) == ("Rivers First", "/")
    assert browser.get(manifest["icons"][0]["src"]).status_code == 200


def test_my_data_is_a_file_for_me_alone(browser: Browser) -> None:
    assert browser.get("/privacy/my-data.json").headers["location"] == "/sign-in"
    browser.sign_in()
    answer = browser.get("/privacy/my-data.json")
    assert answer.json() == {"person": {"first_name": "Maya"}}
    assert answer.headers["content-disposition"] == 'attachment; filename="groundswell-my-data.json"'
    assert answer.headers["cache-control"] == "no-store"
