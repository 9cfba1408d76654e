// How long a certificate is good. Rule: H049 the file is no certificate (server.hpp).
#pragma once

#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

namespace bailiwick::platform::http {

// notAfter of the first certificate of a PEM file (RFC 5280, 4.1.2.5).
[[nodiscard]] Result<Instant> certificate_end(const std::string& file);

}  // namespace bailiwick::platform::http
