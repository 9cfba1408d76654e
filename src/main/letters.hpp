// The letters of identity as mails: invitations and password resets, in the reader's language (English or Dutch).
#pragma once

#include "platform/identity/environment.hpp"
#include "platform/identity/privacy.hpp"
#include "platform/mail/message.hpp"

namespace bailiwick {

// English for every language that is not Dutch.
[[nodiscard]] platform::mail::Mail mail_of(const platform::identity::Letter& letter);

// Mail's part of erasing a person: all mails to their address go. It is run before the address itself is gone.
[[nodiscard]] platform::identity::PersonalData personal_mails();

}  // namespace bailiwick
