// The letters of identity as mails: invitations and password resets, in the reader's language (English or Dutch).
#pragma once

#include "platform/identity/environment.hpp"
#include "platform/identity/privacy.hpp"
#include "platform/mail/message.hpp"

namespace bailiwick {

// English for every language that is not Dutch.
[[nodiscard]] platform::mail::Mail mail_of(const platform::identity::Letter& letter);

// Mail's part of a person's data. Export: the mails to their address that are still here, without texts. Erasure: they go; it is run
// before the address itself is gone.
[[nodiscard]] platform::identity::PersonalData personal_mails();

}  // namespace bailiwick
