"""What can be done around people."""

import strawberry

from api.people.mutations.api_token_create import ApiTokenCreate
from api.people.mutations.api_token_revoke import ApiTokenRevoke
from api.people.mutations.birth_year_correct import BirthYearCorrect
from api.people.mutations.calendar_renew import CalendarRenew
from api.people.mutations.consent_grant import ConsentGrant
from api.people.mutations.consent_revoke import ConsentRevoke
from api.people.mutations.greeting_batch_return import GreetingBatchReturn
from api.people.mutations.greeting_batch_take import GreetingBatchTake
from api.people.mutations.greeting_hand_over import GreetingHandOver
from api.people.mutations.greeting_miss import GreetingMiss
from api.people.mutations.greeting_record import GreetingRecord
from api.people.mutations.greeting_undo import GreetingUndo
from api.people.mutations.guardian_consent_record import GuardianConsentRecord
from api.people.mutations.guardian_consent_withdraw import GuardianConsentWithdraw
from api.people.mutations.import_undo import ImportUndo
from api.people.mutations.kiosk_link_create import KioskLinkCreate
from api.people.mutations.me_update import MeUpdate
from api.people.mutations.membership_end import MembershipEnd
from api.people.mutations.membership_grant import MembershipGrant
from api.people.mutations.my_data_erase import MyDataErase
from api.people.mutations.people_import import PeopleImport
from api.people.mutations.person_greet import PersonGreet
from api.people.mutations.push_subscribe import PushSubscribe
from api.people.mutations.push_unsubscribe import PushUnsubscribe
from api.people.mutations.qualification_confirm import QualificationConfirm
from api.people.mutations.qualification_create import QualificationCreate
from api.people.mutations.qualification_declare import QualificationDeclare
from api.people.mutations.qualification_give_up import QualificationGiveUp
from api.people.mutations.session_refresh import SessionRefresh
from api.people.mutations.session_revoke import SessionRevoke
from api.people.mutations.sign_in import SignIn
from api.people.mutations.sign_in_request import SignInRequest
from api.people.mutations.sign_out import SignOut
from api.people.mutations.sign_up import SignUp
from api.people.mutations.team_found import TeamFound
from api.people.mutations.team_join import TeamJoin
from api.people.mutations.team_leave import TeamLeave


@strawberry.type
class PeopleMutations(
    ApiTokenCreate,
    ApiTokenRevoke,
    BirthYearCorrect,
    CalendarRenew,
    ConsentGrant,
    ConsentRevoke,
    GreetingBatchReturn,
    GreetingBatchTake,
    GreetingHandOver,
    GreetingMiss,
    GreetingRecord,
    GreetingUndo,
    GuardianConsentRecord,
    GuardianConsentWithdraw,
    ImportUndo,
    KioskLinkCreate,
    MeUpdate,
    MembershipEnd,
    MembershipGrant,
    MyDataErase,
    PeopleImport,
    PersonGreet,
    PushSubscribe,
    PushUnsubscribe,
    QualificationConfirm,
    QualificationCreate,
    QualificationDeclare,
    QualificationGiveUp,
    SessionRefresh,
    SessionRevoke,
    SignIn,
    SignInRequest,
    SignOut,
    SignUp,
    TeamFound,
    TeamJoin,
    TeamLeave,
):
    """Belongs to Mutation."""
