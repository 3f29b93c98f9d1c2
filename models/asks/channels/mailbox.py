"""The local mailbox: where there is no mail server, messages lie in the database and are read on a page."""

from models.asks.channels.channel import OutgoingMessage
from models.kernel import clock, ids, work

_INSERT = """
    INSERT INTO mailbox_messages (id, account_id, person_id, to_address, subject, text, html, message_id, received_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account_id, message_id) DO NOTHING
"""


class MailboxChannel:
    """Keeps messages in `mailbox_messages`; a repeated `message_id` changes nothing."""

    honours_keys = True

    async def send(self, message: OutgoingMessage) -> None:
        """Put the message into the mailbox, once."""
        await work.execute(
            _INSERT,
            ids.new_id(),
            message.account_id,
            message.person_id,
            message.to_address,
            message.subject,
            message.text,
            message.html,
            message.message_id,
            clock.now(),
        )
