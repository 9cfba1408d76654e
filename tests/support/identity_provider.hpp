// A small identity provider inside the test: discovery, keys, and a token
// endpoint that checks what RFC 6749 and 7636 tell it to.
#pragma once

#include <cjose/cjose.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "platform/identity/oidc/provider.hpp"

namespace bailiwick::testing {

namespace oidc = platform::identity::oidc;

class IdentityProvider {
 public:
  using Json = nlohmann::json;

  explicit IdentityProvider(std::string kid = "k1") : kid_(std::move(kid)) {
    cjose_err error{};
    key_.reset(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
    cjose_jwk_set_kid(key_.get(), kid_.data(), kid_.size(), &error);
  }

  [[nodiscard]] oidc::Provider configuration() const {
    return {.id = "local",
            .name = "Local",
            .issuer = base,
            .client_id = "bailiwick",
            .client_secret = "s&cret"};
  }

  [[nodiscard]] std::string jwks() const {
    cjose_err error{};
    char* text = cjose_jwk_to_json(key_.get(), false, &error);
    Json key = Json::parse(text);
    std::free(text);  // NOLINT: the library hands it over
    return Json{{"keys", Json::array({key})}}.dump();
  }

  [[nodiscard]] std::string sign(const Json& claims, const char* algorithm = "ES256") const {
    cjose_err error{};
    cjose_header_t* header = cjose_header_new(&error);
    cjose_header_set(header, "alg", algorithm, &error);
    cjose_header_set(header, "kid", kid_.c_str(), &error);
    const std::string plain = claims.dump();
    cjose_jws_t* jws =
        cjose_jws_sign(key_.get(), header, reinterpret_cast<const std::uint8_t*>(plain.data()),
                       plain.size(), &error);
    const char* text = nullptr;
    std::string token;
    if (jws && cjose_jws_export(jws, &text, &error)) token = text;
    cjose_jws_release(jws);
    cjose_header_release(header);
    return token;
  }

  // What the browser does at the authorisation endpoint: signs in there, and
  // comes back with a code.
  struct BackAtUs {
    std::string code;
    std::string state;
  };
  BackAtUs authorise(const std::string& url, const Json& claims) {
    const auto query = parse(url.substr(url.find('?') + 1));
    const std::string code = "code" + std::to_string(++count_);
    Json all = {{"iss", base},
                {"aud", query.at("client_id")},
                {"nonce", query.at("nonce")},
                {"iat", now_seconds},
                {"exp", now_seconds + 300}};
    all.update(claims);
    codes_[code] = {.challenge = query.at("code_challenge"),
                    .redirect_uri = query.at("redirect_uri"),
                    .claims = all};
    return {.code = code, .state = query.at("state")};
  }

  oidc::FetchPort port() {
    return [this](const oidc::Fetch& fetch) -> Result<oidc::Fetched> {
      ++fetches;
      if (is_down) return fail(ErrorCode::kUnavailable, "T", "down");
      if (fetch.url == base + "/.well-known/openid-configuration")
        return oidc::Fetched{.status = 200,
                             .body = Json{{"issuer", issuer},
                                          {"authorization_endpoint", base + "/authorise"},
                                          {"token_endpoint", base + "/token"},
                                          {"jwks_uri", base + "/keys"}}
                                         .dump()};
      if (fetch.url == base + "/keys") return oidc::Fetched{.status = 200, .body = jwks()};
      if (fetch.url == base + "/token") return token(fetch);
      return oidc::Fetched{.status = 404, .body = {}};
    };
  }

  // Another key takes the place of the one before.
  void rotate() {
    cjose_err error{};
    kid_ += "'";
    key_.reset(cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
    cjose_jwk_set_kid(key_.get(), kid_.data(), kid_.size(), &error);
  }

  std::int64_t now_seconds = 0;
  std::string base = "https://id.example";  // where it is
  std::string issuer = base;                // what it says it is
  bool is_down = false;
  int fetches = 0;

 private:
  struct Release {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
  };
  struct Issued {
    std::string challenge;
    std::string redirect_uri;
    Json claims;
  };

  static std::map<std::string, std::string> parse(std::string_view form) {
    std::map<std::string, std::string> pairs;
    while (!form.empty()) {
      const std::string_view pair = form.substr(0, form.find('&'));
      form.remove_prefix(std::min(form.size(), pair.size() + 1));
      std::string value;
      const std::string_view encoded = pair.substr(pair.find('=') + 1);
      for (std::size_t i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '%') {
          value += encoded[i];
          continue;
        }
        const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
        value += static_cast<char>(digit(encoded[i + 1]) * 16 + digit(encoded[i + 2]));
        i += 2;
      }
      pairs[std::string(pair.substr(0, pair.find('=')))] = value;
    }
    return pairs;
  }

  Result<oidc::Fetched> token(const oidc::Fetch& fetch) {
    const auto form = parse(fetch.form);
    const auto issued = codes_.find(form.at("code"));
    const bool is_good = issued != codes_.end() && fetch.user == "bailiwick" &&
                         fetch.password == "s%26cret" &&
                         form.at("grant_type") == "authorization_code" &&
                         form.at("redirect_uri") == issued->second.redirect_uri &&
                         oidc::code_challenge(form.at("code_verifier")) == issued->second.challenge;
    if (!is_good) return oidc::Fetched{.status = 400, .body = R"({"error":"invalid_grant"})"};
    const Json claims = issued->second.claims;
    codes_.erase(issued);
    return oidc::Fetched{
        .status = 200,
        .body = Json{{"access_token", "x"}, {"token_type", "Bearer"}, {"id_token", sign(claims)}}
                    .dump()};
  }

  std::string kid_;
  std::unique_ptr<cjose_jwk_t, Release> key_;
  std::map<std::string, Issued> codes_;
  int count_ = 0;
};

}  // namespace bailiwick::testing
