#include "platform/identity/oidc/id_token.hpp"

#include <cjose/cjose.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace bailiwick::platform::identity::oidc {
namespace {

using Json = nlohmann::json;

struct JwsRelease {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
struct JwkRelease {
  void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};

auto refuse(std::string_view why) {
  return fail(ErrorCode::kUnauthenticated, "I063",
              "The identity provider's answer is not accepted: " + std::string(why) +
                  ". Start again; if it stays so, ask an administrator.");
}

std::string text_in(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

// The key of the set that the token's header names; where it names none, the
// only one of its kind.
const Json* key_for(const Json& jwks, std::string_view kid, std::string_view kind) {
  const auto keys = jwks.find("keys");
  if (keys == jwks.end() || !keys->is_array()) return nullptr;
  const Json* found = nullptr;
  for (const Json& key : *keys) {
    const bool is_for_signing = !key.contains("use") || text_in(key, "use") == "sig";
    if (!key.is_object() || text_in(key, "kty") != kind || !is_for_signing) continue;
    if (!kid.empty() && text_in(key, "kid") == kid) return &key;
    if (kid.empty() && found) return nullptr;
    if (kid.empty()) found = &key;
  }
  return found;
}

// What the token says, once its signature is the provider's.
Result<Json> signed_claims(const std::string& token, std::string_view jwks_text) {
  cjose_err error{};
  const std::unique_ptr<cjose_jws_t, JwsRelease> jws(
      token.size() <= kIdTokenBytesMax ? cjose_jws_import(token.data(), token.size(), &error)
                                       : nullptr);
  if (!jws) return refuse("it is no signed token");
  cjose_header_t* header = cjose_jws_get_protected(jws.get());
  const auto header_text = [&](const char* name) {
    cjose_err ignored{};
    const char* value = cjose_header_get(header, name, &ignored);
    return std::string(value ? value : "");
  };
  const std::string algorithm = header_text("alg");
  const bool is_rsa = algorithm == "RS256" || algorithm == "PS256";
  if (!is_rsa && algorithm != "ES256") return refuse("it is not signed with RS256, PS256 or ES256");
  const Json jwks = Json::parse(jwks_text, nullptr, false);
  const Json* key =
      jwks.is_object() ? key_for(jwks, header_text("kid"), is_rsa ? "RSA" : "EC") : nullptr;
  if (!key) return refuse("it is not signed with a key of the provider");
  const std::string key_text = key->dump();
  const std::unique_ptr<cjose_jwk_t, JwkRelease> jwk(
      cjose_jwk_import(key_text.data(), key_text.size(), &error));
  if (!jwk || !cjose_jws_verify(jws.get(), jwk.get(), &error))
    return refuse("its signature is wrong");
  std::uint8_t* plain = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &plain, &size, &error)) return refuse("it is empty");
  Json claims = Json::parse(plain, plain + size, nullptr, false);
  if (!claims.is_object()) return refuse("it does not hold claims");
  return claims;
}

bool is_for(const Json& claims, std::string_view client_id) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return false;
  if (audience->is_string()) return audience->get<std::string>() == client_id;
  if (!audience->is_array()) return false;
  const bool is_among = std::any_of(audience->begin(), audience->end(), [&](const Json& one) {
    return one.is_string() && one.get<std::string>() == client_id;
  });
  return is_among && (audience->size() == 1 || text_in(claims, "azp") == client_id);
}

std::int64_t seconds_in(const Json& claims, const char* name) {
  const auto at = claims.find(name);
  if (at == claims.end() || !at->is_number()) return 0;
  const double seconds = at->get<double>();
  return seconds > 0 && seconds < 1e12 ? static_cast<std::int64_t>(seconds) : 0;
}

}  // namespace

Result<Claims> verify_id_token(const std::string& token, std::string_view jwks,
                               const Expected& expected) {
  const auto claims = signed_claims(token, jwks);
  if (!claims) return tl::unexpected(claims.error());
  const std::int64_t now = expected.now.micros() / 1'000'000;
  if (text_in(*claims, "iss") != expected.issuer) return refuse("it comes from another issuer");
  if (!is_for(*claims, expected.client_id)) return refuse("it is meant for another application");
  if (seconds_in(*claims, "exp") + kLeewaySeconds <= now) return refuse("it has expired");
  if (seconds_in(*claims, "iat") - kLeewaySeconds > now)
    return refuse("it was issued in the future");
  if (text_in(*claims, "nonce") != expected.nonce || expected.nonce.empty())
    return refuse("it belongs to another sign-in");
  Claims found{.subject = text_in(*claims, "sub"), .email = text_in(*claims, "email")};
  if (found.subject.empty() || found.subject.size() > 255) return refuse("it names nobody");
  const auto verified = claims->find("email_verified");
  found.is_email_verified =
      verified != claims->end() && verified->is_boolean() && verified->get<bool>();
  return found;
}

}  // namespace bailiwick::platform::identity::oidc
