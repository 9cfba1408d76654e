// The letters of identity as mails: invitations and password resets, in the reader's language (English or Dutch).
#pragma once

#include "platform/identity/environment.hpp"
#include "platform/mail/message.hpp"

namespace bailiwick {

// English for every language that is not Dutch.
[[nodiscard]] platform::mail::Mail mail_of(const platform::identity::Letter& letter);

}  // namespace bailiwick
