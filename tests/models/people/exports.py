"""
Small exports with the real column names of other systems, as they are handed over.

Each is the file, the names that it holds by last name, and columns of the first of these people. `households` is the made-up
electorate of Washington where `GROUNDSWELL_DATA` has it, else a seeded one of the same columns.
"""

import csv
import gzip
import io
import os
import random
from pathlib import Path

Export = tuple[bytes, list[str], dict[str, object]]

osdi: Export = (
    b'{"_embedded":{"osdi:people":[{"identifiers":["x:1"],"given_name":"Edwin","family_name":"Labadie",'
    b'"email_addresses":[{"address":"second@example.org"},{"primary":true,"address":"e@example.org"}],'
    b'"postal_addresses":[{"primary":true,"locality":"Washington","region":"DC","postal_code":"20009","country":"US"}],'
    b'"_links":{"self":{"href":"x"}}}]}}',
    ["Edwin Labadie"],
    {"email": "e@example.org", "postal_code": "20009", "region_path": "US/DC/001/"},
)
nation_builder: Export = (
    b"nationbuilder_id,prefix,first_name,middle_name,last_name,suffix,email,mobile_number,phone_number,email1,email2,"
    b"email_opt_in,tag_list,primary_address1,primary_city,primary_state,primary_zip,primary_country_code,mailing_zip\n"
    b'7,Ms,Ada,,Lovelace,,,,212-555-0123,,ada@example.org,true,"rsvp-20220728, team-x",1 Main St,New York,NY,10001,US,90210\n',
    ["Ada Lovelace"],
    {"email": "ada@example.org", "phone": "+12125550123", "postal_code": "10001"},
)
actblue: Export = (
    b"Receipt ID,Date,Amount,Recipient,Donor First Name,Donor Last Name,Donor Addr1,Donor City,Donor State,Donor ZIP,"
    b"Donor Country,Donor Email,Donor Phone,Employer ZIP,Fundraiser Contact Email,Fundraiser Contact First Name,Reserved,Reserved\n"
    b"AB1,2020-01-01 04:33:42,2.00,ActBlue,Joe,Schmoe,123 Potato Ave.,Providence,RI,02906,United States,j@example.org,"
    b"4015550123,10001,staff@example.org,Staff,,\n",
    ["Joe Schmoe"],
    {"email": "j@example.org", "phone": "+14015550123", "postal_code": "02906", "region_path": "US/RI/007/"},
)
turbo_vote: Export = (
    b"id,first-name,middle-name,last-name,phone,email,registered-address-street,registered-address-city,"
    b"registered-address-state,registered-address-zip,mailing-address-zip,dob,language-preference,created-at,email subscribed\n"
    b"5b76e711,Josh,,Smit,,f@example.org,1080 Main Ave.,Brooklyn,NY,11221,,1987-03-02,en,2018-08-17T15:17:37Z,true\n",
    ["Josh Smit"],
    {"email": "f@example.org", "postal_code": "11221", "birth_year": 1987, "language": "en"},
)
rock_the_vote: Export = (
    b"Status,Tracking Source,Language,Date of birth,Email address,US citizen?,First name,Middle name,Last name,Name suffix,"
    b"Home address,Home city,Home state,Home zip code,Has mailing address?,Mailing zip code,Phone,Phone type\n"
    b'Step 1,ABCD,English,"02/10/1982",foo@example.org,Yes,Carol,,King,,,Laurel,MD,20708,No,,,\n',
    ["Carol King"],
    {"email": "foo@example.org", "postal_code": "20708", "birth_year": 1982, "language": "en"},
)
ngp_van: Export = (
    b'{"items":[{"eventSignupId":14285,"person":{"vanId":100349920,"firstName":"Helen","middleName":null,'
    b'"lastName":"Maddix","email":null,"phone":null},"event":{"eventId":75,"name":"Canvass 01"},'
    b'"location":{"locationId":3,"name":"First Church"}}],"nextPageLink":null,"count":1}',
    ["Helen Maddix"],
    {"email": None, "region_path": "US/"},
)


def households() -> tuple[bytes, int, int]:
    """A file of people who share addresses, how many they are, and how many addresses."""
    real = Path(os.environ.get("GROUNDSWELL_DATA", "")) / "peer_exports" / "osdi_fake_voters_dc.csv.gz"
    raw = real.read_bytes() if real.is_file() else _seeded_households()
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(raw).decode())))
    return raw, len(rows), len({row["Email"] for row in rows})


def _seeded_households() -> bytes:
    chance = random.Random(2026)
    first, last = ["Joshua", "Melissa", "Scott", "Johnny"], ["Carter", "Mathis", "Charles"]
    lines = ["Household ID,Last,First,Middle,YoB,MoB,DoB,Address,City,State,Zip,Email"]
    for number in range(600):
        names = chance.choice(first), chance.choice(last)
        day = f"{1940 + number % 60},{1 + number % 12},{1 + number // 60}"
        mail = f"{names[0]}.{names[1]}@example.org".lower()
        lines.append(
            f"{number // 3:010},{names[1]},{names[0]},J,{day},{number // 3} O St. NW,Washington,DC,20007,{mail}"
        )
    return gzip.compress("\n".join(lines).encode())
