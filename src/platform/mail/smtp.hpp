// Hands one mail to a mail server (RFC 5321), by libcurl: encrypted by STARTTLS unless configured otherwise, signed in where there
// is a user. Thread-safe; a connection a mail.
//
// Errors: M010 the server cannot be reached or breaks off, M011 no encrypted connection, M012 signing in is refused, M014 it takes no mail
// now (4xx) (all kUnavailable: worth trying again); M013 it refuses this mail for good (5xx, kInvalidInput).
#pragma once

#include <string>

#include "base/quantity.hpp"
#include "base/result.hpp"

namespace bailiwick::platform::mail {

enum class SmtpSecurity {
  kStartTls,  // the connection is upgraded, or given up (port 587)
  kTls,       // from the first byte (port 465)
  kNone,      // a server on this machine, or a test
};

struct SmtpOptions {
  std::string host = {};
  int port = 587;
  SmtpSecurity security = SmtpSecurity::kStartTls;
  std::string user = {};  // empty: without signing in
  std::string password = {};
  std::string certificates = {};  // a file of trusted certificates (PEM); empty: the system's
  Seconds total_limit = Seconds(60);
};

// `message` as to_rfc5322() makes it; the addresses as check_address() lets them.
[[nodiscard]] Result<void> send_by_smtp(const SmtpOptions& options, const std::string& from,
                                        const std::string& to, const std::string& message);

}  // namespace bailiwick::platform::mail
