"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.activity.tables import ActivityKind


class Migration(migrations.Migration):
    dependencies = [("models", "0012_matching_in_shards")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Task",
            name="step_up_kind",
            field=fields.CharEnumField(
                null=True,
                description="CANVASS: canvass\nPHONE_BANK: phone_bank\nTEXT_BANK: text_bank\nMEETING: meeting\nCOMMUNITY: community\nFUNDRAISER: fundraiser\nHOUSE_PARTY: house_party\nVOTER_REGISTRATION: voter_registration\nTRAINING: training\nFRIEND_TO_FRIEND: friend_to_friend\nRALLY: rally\nSIGNATURE_GATHERING: signature_gathering\nCARPOOL: carpool\nLETTER_WRITING: letter_writing\nLITERATURE_DROP: literature_drop\nVISIBILITY: visibility\nWORKSHOP: workshop\nCHILDCARE: childcare\nTRANSLATION: translation\nDATA_ENTRY: data_entry\nCOOKING: cooking\nDESIGN: design\nDRIVING: driving\nGREETING: greeting\nMENTORING: mentoring",
                enum_type=ActivityKind,
                max_length=20,
            ),
        ),
        ops.AddField(
            model_name="Task",
            name="step_up_times",
            field=fields.SmallIntField(null=True),
        ),
    ]
