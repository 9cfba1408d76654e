#include "platform/http/certificate.hpp"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

#include <fmt/core.h>

namespace bailiwick::platform::http {

Result<Instant> certificate_end(const std::string& file) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_file(file.c_str(), "r"), &BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free);
  std::tm end = {};
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return fail(ErrorCode::kInvalidInput, "H049",
                fmt::format("{} cannot be read, or holds no certificate in PEM form.", file));
  }
  return Instant(static_cast<std::int64_t>(timegm(&end)) * 1'000'000);
}

}  // namespace bailiwick::platform::http
