#include "main/sign_in_provider.hpp"

#include "platform/crypto/encoding.hpp"

namespace bailiwick {
namespace {

namespace client = platform::client;
namespace oidc = platform::identity::oidc;

client::OutgoingRequest request_of(const oidc::Fetch& fetch) {
  client::OutgoingRequest request{.url = fetch.url};
  request.headers.emplace_back("Accept", "application/json");
  if (!fetch.user.empty()) {
    request.headers.emplace_back(
        "Authorization", "Basic " + platform::crypto::to_base64(fetch.user + ":" + fetch.password));
  }
  if (fetch.form.empty()) return request;
  request.method = "POST";
  request.body = fetch.form;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return request;
}

}  // namespace

std::vector<oidc::Provider> providers_of(const platform::config::Config& config) {
  if (config.oidc_issuer.empty()) return {};
  return {{.id = config.oidc_id,
           .name = config.oidc_name.empty() ? config.oidc_id : config.oidc_name,
           .issuer = config.oidc_issuer,
           .client_id = config.oidc_client_id,
           .client_secret = config.oidc_client_secret}};
}

oidc::FetchPort fetch_by(const client::Client& client) {
  return [&client](const oidc::Fetch& fetch) -> Result<oidc::Fetched> {
    auto answer = client.send(request_of(fetch));
    if (!answer) return tl::unexpected(answer.error());
    return oidc::Fetched{.status = answer->status, .body = std::move(answer->body)};
  };
}

}  // namespace bailiwick
