#include "platform/identity/oidc/oidc_sign_in.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/random.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::platform::identity::oidc {
namespace {

using Json = nlohmann::json;

std::string random_text() { return crypto::to_base64url(crypto::random_bytes(32)); }

auto refuse_flow() {
  return fail(ErrorCode::kUnauthenticated, "I061",
              "This sign-in was not begun in this browser, or took too long: "
              "start again.");
}

auto refuse_provider(std::string_view what) {
  return fail(ErrorCode::kUnavailable, "I062",
              "The identity provider does not answer as it should (" + std::string(what) +
                  "): try again later.");
}

auto refuse_person() {
  return fail(ErrorCode::kUnauthenticated, "I064",
              "Nobody here signs in with this account of the identity "
              "provider: ask an administrator for an "
              "invitation to the same address.");
}

struct Flow {
  std::string provider;
  db::Bytes browser_hash;
  std::string nonce;
  std::string verifier;
};

// Finds the flow and removes it: a state is good once.
Result<std::optional<Flow>> take_flow(db::Connection& connection, std::string_view state,
                                      Instant now) {
  return db::query_one(connection,
                       "DELETE FROM oidc_flow WHERE state_hash = $1 AND expires_at > $2 "
                       "RETURNING provider, browser_hash, nonce, verifier",
                       {bytes_of(crypto::sha256(state)), now}, [](const db::Row& row) {
                         return Flow{.provider = std::string(row.text(0)),
                                     .browser_hash = row.bytes(1),
                                     .nonce = std::string(row.text(2)),
                                     .verifier = std::string(row.text(3))};
                       });
}

// The person whose verified address it is, where their company trusts the
// provider with that domain.
Result<PersonKey> person_by_address(db::Connection& connection, const Claims& claims) {
  if (!claims.is_email_verified || !is_email(claims.email)) return refuse_person();
  const auto key = find_sign_in_name(connection, email_name_hash(claims.email));
  if (!key) return tl::unexpected(key.error());
  if (!*key) return refuse_person();
  const auto company = find_company(connection, (*key)->tenant);
  if (!company) return tl::unexpected(company.error());
  const std::string domain = domain_of(claims.email);
  if (!*company) return refuse_person();
  for (const std::string& trusted : (*company)->sign_in_domains)
    if (trusted == domain) return **key;
  return refuse_person();
}

Result<PersonKey> person_of(db::Connection& connection, const Environment& environment,
                            const std::string& issuer, const Claims& claims) {
  const crypto::Digest name = subject_name_hash(issuer, claims.subject);
  const auto linked = find_sign_in_name(connection, name);
  if (!linked) return tl::unexpected(linked.error());
  if (*linked) return **linked;
  const auto key = person_by_address(connection, claims);
  if (!key) return key;
  const auto person = find_person(connection, *key);
  if (!person) return tl::unexpected(person.error());
  // A password account is only linked once its owner has accepted the
  // invitation.
  if (!*person || (*person)->status != PersonStatus::kActive) return refuse_person();
  const auto added = add_sign_in_name(connection, *key, name);
  if (!added) return tl::unexpected(added.error());
  const auto told = environment.audit.append(connection, {.tenant = key->tenant,
                                                          .actor = {.person = key->person},
                                                          .action = "person.linked",
                                                          .subject = key->person.text()});
  if (!told) return tl::unexpected(told.error());
  return key;
}

std::string text_at(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

}  // namespace

Result<const Provider*> OidcSignIn::find(std::string_view id) const {
  for (const Provider& provider : providers_)
    if (provider.id == id) return &provider;
  return fail(ErrorCode::kNotFound, "I060", "There is no identity provider of that name.");
}

std::string OidcSignIn::redirect_uri(const Provider& provider) const {
  return environment_.policy.public_url + "/api/v1/session/oidc/" + provider.id + "/callback";
}

Result<OidcSignIn::Endpoints> OidcSignIn::endpoints(const Provider& provider, bool is_fresh) const {
  const Instant now = environment_.now();
  if (!is_fresh) {
    const std::lock_guard lock(mutex_);
    const auto kept = kept_.find(provider.id);
    if (kept != kept_.end() && now < kept->second.read_at.plus_seconds(kKeepSeconds) &&
        now >= kept->second.read_at)
      return kept->second;
  }
  const auto discovered = fetch_({.url = provider.issuer + "/.well-known/openid-configuration",
                                  .form = {},
                                  .user = {},
                                  .password = {}});
  if (!discovered || discovered->status != 200) return refuse_provider("discovery");
  const Json json = Json::parse(discovered->body, nullptr, false);
  if (!json.is_object() || text_at(json, "issuer") != provider.issuer)
    return refuse_provider("its issuer is another");
  Endpoints found{.authorisation = text_at(json, "authorization_endpoint"),
                  .token = text_at(json, "token_endpoint"),
                  .jwks_url = text_at(json, "jwks_uri"),
                  .jwks = {},
                  .read_at = now};
  if (found.authorisation.empty() || found.token.empty() || found.jwks_url.empty())
    return refuse_provider("its endpoints");
  const auto keys = fetch_({.url = found.jwks_url, .form = {}, .user = {}, .password = {}});
  if (!keys || keys->status != 200) return refuse_provider("its keys");
  found.jwks = keys->body;
  const std::lock_guard lock(mutex_);
  kept_[provider.id] = found;
  return found;
}

Result<Departure> OidcSignIn::begin(std::string_view id) const {
  const auto provider = find(id);
  if (!provider) return tl::unexpected(provider.error());
  const auto where = endpoints(**provider, false);
  if (!where) return tl::unexpected(where.error());
  const std::string state = random_text();
  const std::string nonce = random_text();
  const std::string verifier = random_text();
  const std::string cookie = random_text();
  const auto kept = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto inserted = connection.execute(
        "INSERT INTO oidc_flow (state_hash, provider, browser_hash, nonce, "
        "verifier, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        {bytes_of(crypto::sha256(state)), (*provider)->id, bytes_of(crypto::sha256(cookie)), nonce,
         verifier, environment_.now().plus_seconds(kFlowSeconds)});
    if (!inserted) return tl::unexpected(inserted.error());
    return {};
  });
  if (!kept) return tl::unexpected(kept.error());
  const char separator = where->authorisation.find('?') == std::string::npos ? '?' : '&';
  return Departure{.url = where->authorisation + separator +
                          form_of({{"response_type", "code"},
                                   {"client_id", (*provider)->client_id},
                                   {"redirect_uri", redirect_uri(**provider)},
                                   {"scope", "openid email profile"},
                                   {"state", state},
                                   {"nonce", nonce},
                                   {"code_challenge", code_challenge(verifier)}}) +
                          "&code_challenge_method=S256",
                   .cookie = cookie};
}

Result<std::string> OidcSignIn::exchange(const Provider& provider, const Endpoints& where,
                                         std::string_view code, const std::string& verifier) const {
  const auto answer = fetch_({.url = where.token,
                              .form = form_of({{"grant_type", "authorization_code"},
                                               {"code", code},
                                               {"redirect_uri", redirect_uri(provider)},
                                               {"code_verifier", verifier}}),
                              .user = url_encoded(provider.client_id),
                              .password = url_encoded(provider.client_secret)});
  if (!answer) return refuse_provider("its token endpoint");
  if (answer->status != 200) return refuse_flow();
  const Json json = Json::parse(answer->body, nullptr, false);
  const std::string token = json.is_object() ? text_at(json, "id_token") : std::string();
  if (token.empty()) return refuse_provider("no ID token");
  return token;
}

Result<Claims> OidcSignIn::claims(const Provider& provider, const Return& back) const {
  const Instant now = environment_.now();
  const auto flow = environment_.database.write(
      [&](db::Connection& connection) { return take_flow(connection, back.state, now); });
  if (!flow) return tl::unexpected(flow.error());
  const bool is_ours = *flow && (*flow)->provider == provider.id &&
                       (*flow)->browser_hash == bytes_of(crypto::sha256(back.browser_cookie));
  if (!is_ours || back.code.empty()) return refuse_flow();
  const auto where = endpoints(provider, false);
  if (!where) return tl::unexpected(where.error());
  const auto token = exchange(provider, *where, back.code, (*flow)->verifier);
  if (!token) return tl::unexpected(token.error());
  const Expected expected{.issuer = provider.issuer,
                          .client_id = provider.client_id,
                          .nonce = (*flow)->nonce,
                          .now = environment_.now()};
  auto verified = verify_id_token(*token, where->jwks, expected);
  if (verified) return verified;
  // The provider may have changed its keys since they were read.
  const auto fresh = endpoints(provider, true);
  return fresh ? verify_id_token(*token, fresh->jwks, expected) : tl::unexpected(fresh.error());
}

Result<const Environment*> OidcSignIn::home_of(const std::string& issuer,
                                               const Claims& claims) const {
  if (!find_home_) return &environment_;
  std::vector<crypto::Digest> names = {subject_name_hash(issuer, claims.subject)};
  if (claims.is_email_verified && is_email(claims.email))
    names.push_back(email_name_hash(claims.email));
  return find_home_(names);
}

Result<SignedIn> OidcSignIn::finish(std::string_view id, const Return& back) const {
  const auto provider = find(id);
  if (!provider) return tl::unexpected(provider.error());
  const auto found = claims(**provider, back);
  if (!found) return tl::unexpected(found.error());
  const auto home = home_of((*provider)->issuer, *found);
  if (!home) return tl::unexpected(home.error());
  const Environment& there = **home;
  auto signed_in = there.database.write([&](db::Connection& connection) -> Result<SignedIn> {
    const auto key = person_of(connection, there, (*provider)->issuer, *found);
    if (!key) return tl::unexpected(key.error());
    return start_session(connection, there, *key,
                         {.method = "oidc", .previous_cookie = back.previous_cookie});
  });
  if (signed_in) there.forget_principals(signed_in->principal.tenant);
  return signed_in;
}

Result<void> OidcSignIn::sweep() const {
  return environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto removed =
        connection.execute("DELETE FROM oidc_flow WHERE expires_at <= $1", {environment_.now()});
    if (!removed) return tl::unexpected(removed.error());
    return {};
  });
}

}  // namespace bailiwick::platform::identity::oidc
