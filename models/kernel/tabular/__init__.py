"""Tables that other systems export: find out encoding and separator, read the rows, guess what the columns mean."""
