#include "main/certificate_watch.hpp"

#include <sys/stat.h>

#include <fmt/core.h>

#include <utility>

#include "main/log.hpp"
#include "platform/http/certificate.hpp"

namespace bailiwick {

CertificateWatch::CertificateWatch(std::string certificate_file, std::string key_file,
                                   std::function<Result<void>()> renew)
    : certificate_(std::move(certificate_file)),
      key_(std::move(key_file)),
      renew_(std::move(renew)),
      last_(stamps()) {}

CertificateWatch::Stamp CertificateWatch::stamp_of(const std::string& file) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  struct stat found = {};
  if (file.empty() || stat(file.c_str(), &found) != 0) return {};
  return {.inode = found.st_ino,
          .size = found.st_size,
          .changed_ns = found.st_ctim.tv_sec * kNanoseconds + found.st_ctim.tv_nsec};
}

CertificateWatch::Seen CertificateWatch::look() {
  const auto now = stamps();
  if (certificate_.empty() || now == last_) return Seen::kNoChange;
  last_ = now;
  if (const auto renewed = renew_(); !renewed) {
    log_error(fmt::format("{} {} The certificate before it stays in use.", renewed.error().rule,
                          renewed.error().message));
    return Seen::kRefused;
  }
  const auto end = platform::http::certificate_end(certificate_);
  log_info(fmt::format("the certificate was renewed; it is good until {}",
                       end ? to_text(*end) : "an unknown day"));
  return Seen::kRenewed;
}

}  // namespace bailiwick
