// A mail as text that any mail program reads: RFC 5322 headers, names and subjects beyond ASCII as RFC 2047 encoded words, the
// body as text and HTML side by side (RFC 2046 multipart/alternative) in UTF-8, quoted-printable (RFC 2045, 6.7).
//
// No field can bring in another header, another recipient or the end of the mail: addresses have a strict form, control characters are
// refused, and every line of the body is encoded. Pure: the same mail and envelope give the same bytes.
// Errors (kInvalidInput): M001 not a mail address, M002 a control character or bad UTF-8 in a name or subject, M003 a text is too long.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace bailiwick::platform::mail {

inline constexpr std::size_t kAddressBytesMax = 254;  // RFC 5321, 4.5.3.1
inline constexpr std::size_t kHeaderBytesMax = 300;   // of a name or a subject
inline constexpr std::size_t kBodyBytesMax = 256 << 10;

struct Mailbox {
  std::string name = {};  // "Ines Mora"; may be empty
  std::string email = {};
};

struct Mail {
  Mailbox to = {};
  std::string subject = {};
  std::string text = {};
  std::string html = {};  // the same for programs that show HTML; empty: text only
};

struct Envelope {
  Mailbox from = {};
  Instant at = {};
  std::string id =
      {};  // letters, digits, "." and "_": becomes Message-ID <id@domain of from>; stays the same when sent again
};

// Text as it stands in HTML, between tags or in an attribute in double quotes.
[[nodiscard]] std::string html_text(std::string_view text);

// M001 unless it is local@domain in ASCII (dot-atom, RFC 5322 3.2.3), as it appears between < and >.
[[nodiscard]] Result<void> check_address(std::string_view email);

// M001, M002 or M003 for what to_rfc5322() would refuse.
[[nodiscard]] Result<void> check_mail(const Mail& mail);

// Lines end in CRLF and have at most 78 bytes, save for a Message-ID.
[[nodiscard]] Result<std::string> to_rfc5322(const Mail& mail, const Envelope& envelope);

}  // namespace bailiwick::platform::mail
