#include "platform/mail/smtp.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace bailiwick::platform::mail {
namespace {

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& rest = *static_cast<std::string_view*>(user);
  const std::size_t taken = std::min(size * count, rest.size());
  std::copy_n(rest.data(), taken, buffer);
  rest.remove_prefix(taken);
  return taken;
}

void apply_connection(CURL* curl, const SmtpOptions& options) {
  const bool is_tls = options.security == SmtpSecurity::kTls;
  const std::string url =
      fmt::format("{}://{}:{}", is_tls ? "smtps" : "smtp", options.host, options.port);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_limit.value() * 1000));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(options.security == SmtpSecurity::kNone ? CURLUSESSL_NONE
                                                                             : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.certificates.empty())
    curl_easy_setopt(curl, CURLOPT_CAINFO, options.certificates.c_str());
  if (!options.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, options.password.c_str());
  }
}

Error failure_of(CURL* curl, CURLcode code, const SmtpOptions& options, std::string_view detail) {
  const std::string server = fmt::format("{}:{}", options.host, options.port);
  const std::string_view why = detail.empty() ? curl_easy_strerror(code) : detail;
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  switch (code) {
    case CURLE_LOGIN_DENIED:
      return {
          ErrorCode::kUnavailable, "M012",
          fmt::format(
              "The mail server {} refuses the user and password of mail.user and mail.password.",
              server)};
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return {ErrorCode::kUnavailable, "M011",
              fmt::format("No encrypted connection to the mail server {}: {}. Correct its "
                          "certificate, or choose "
                          "another mail.security.",
                          server, why)};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorCode::kUnavailable, "M010",
              fmt::format("The mail server {} cannot be reached: {}.", server, why)};
    default:
      break;
  }
  if (reply >= 500) {
    return {ErrorCode::kInvalidInput, "M013",
            fmt::format("The mail server {} refuses the mail for good ({}).", server, reply)};
  }
  if (reply >= 400) {
    return {ErrorCode::kUnavailable, "M014",
            fmt::format("The mail server {} takes no mail now ({}).", server, reply)};
  }
  return {ErrorCode::kUnavailable, "M010",
          fmt::format("The mail server {} broke off: {}.", server, why)};
}

}  // namespace

Result<void> send_by_smtp(const SmtpOptions& options, const std::string& from,
                          const std::string& to, const std::string& message) {
  const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
  const std::unique_ptr<curl_slist, FreeCurl> recipients(
      curl_slist_append(nullptr, ("<" + to + ">").c_str()));
  if (curl == nullptr || recipients == nullptr) {
    return fail(ErrorCode::kUnavailable, "M010",
                "There is no memory for another connection; try again later.");
  }
  apply_connection(curl.get(), options);
  std::array<char, CURL_ERROR_SIZE> detail{};
  std::string_view rest = message;
  const std::string sender = "<" + from + ">";
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return tl::unexpected(failure_of(curl.get(), code, options, detail.data()));
  return {};
}

}  // namespace bailiwick::platform::mail
