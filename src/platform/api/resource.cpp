#include "platform/api/resource.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "platform/crypto/encoding.hpp"
#include "platform/http/json_text.hpp"

namespace bailiwick::platform::api {
namespace {

using http::kOptional;
using http::Schema;
using Json = nlohmann::json;

template <class Words>
Schema words_schema(const Words& words) {
  std::vector<std::string> names;
  for (const auto word : words) names.emplace_back(name_of(word));
  return http::one_of(names);
}

template <class Set>
Json names_of(const Set& words) {
  Json names = Json::array();
  for (const auto word : words) names.push_back(name_of(word));
  return names;
}

http::Response versioned_text(int status, std::string json, std::int64_t version) {
  http::Response response = http::json_response(status, std::move(json));
  response.headers.emplace_back("ETag", '"' + std::to_string(version) + '"');
  return response;
}

}  // namespace

const Schema& role_schema() {
  static const Schema schema = words_schema(identity::all_roles());
  return schema;
}

const Schema& permission_schema() {
  static const Schema schema = words_schema(identity::all_permissions());
  return schema;
}

const Schema& person_schema() {
  static const Schema schema =
      http::object("Person", {{"id", http::id("person")},
                              {"name", http::text(1, identity::kNameBytesMax)},
                              {"email", http::email()},
                              {"roles", http::array(role_schema())},
                              {"status", http::one_of({"invited", "active", "deactivated"})},
                              {"locale", http::one_of({"en", "nl"})},
                              {"time_zone", http::text(), kOptional},
                              {"last_seen_at", http::instant(), kOptional},
                              {"created_at", http::instant()}});
  return schema;
}

const Schema& holidays_schema() {
  static const Schema schema =
      http::array(http::object("Holiday", {{"date", http::date()}, {"name", http::text(1, 200)}}),
                  identity::kHolidaysMax);
  return schema;
}

const Schema& company_schema() {
  static const Schema schema = http::object(
      "Company", {{"id", http::id("tenant")},
                  {"name", http::text(1, identity::kNameBytesMax)},
                  {"time_zone", http::text()},
                  {"currency", http::text()},
                  {"country", http::text()},
                  {"locale", http::text()},
                  {"fiscal_year_start_month", http::integer(1, 12)},
                  {"week_start", http::one_of({"monday", "sunday", "saturday"})},
                  {"holidays", holidays_schema()},
                  {"retention_days", http::integer(0, 36'500)},
                  {"sign_in_domains", http::array(http::text(1, 253), identity::kDomainsMax)}});
  return schema;
}

const Schema& token_schema() {
  static const Schema schema = http::object("Token", {{"id", http::id("token")},
                                                      {"name", http::text()},
                                                      {"scopes", http::array(permission_schema())},
                                                      {"expires_at", http::instant()},
                                                      {"last_used_at", http::instant(), kOptional},
                                                      {"created_at", http::instant()}});
  return schema;
}

Json json_of(const std::set<identity::Role>& roles) { return names_of(roles); }

Json json_of(const std::set<identity::Permission>& permissions) { return names_of(permissions); }

Json json_of(const identity::Person& person) {
  Json json = {{"id", person.id.text()},
               {"name", person.name},
               {"email", person.email},
               {"roles", json_of(person.roles)},
               {"status", name_of(person.status)},
               {"locale", person.locale},
               {"created_at", to_text(person.created_at)}};
  if (!person.time_zone.empty()) json["time_zone"] = person.time_zone;
  if (person.last_seen_at) json["last_seen_at"] = to_text(*person.last_seen_at);
  return json;
}

Json json_of(const identity::Company& company) {
  Json holidays = Json::array();
  for (const identity::Holiday& holiday : company.holidays)
    holidays.push_back({{"date", to_text(holiday.date)}, {"name", holiday.name}});
  return {{"id", company.id.text()},
          {"name", company.name},
          {"time_zone", company.time_zone},
          {"currency", company.currency},
          {"country", company.country},
          {"locale", company.locale},
          {"fiscal_year_start_month", company.fiscal_year_start_month},
          {"week_start", company.week_start},
          {"holidays", std::move(holidays)},
          {"retention_days", company.retention_days},
          {"sign_in_domains", company.sign_in_domains}};
}

Json json_of(const identity::ApiToken& token) {
  Json json = {{"id", token.id.text()},
               {"name", token.name},
               {"scopes", json_of(token.scopes)},
               {"expires_at", to_text(token.expires_at)},
               {"created_at", to_text(token.created_at)}};
  if (token.last_used_at) json["last_used_at"] = to_text(*token.last_used_at);
  return json;
}

http::Response versioned(int status, const Json& body, std::int64_t version) {
  return versioned_text(status, body.dump(), version);
}

http::Response person_response(const identity::Person& person) {
  std::string json;
  json.reserve(400);
  json += '{';
  http::append_member(json, "created_at", to_text(person.created_at));
  http::append_member(json, "email", person.email);
  http::append_member(json, "id", person.id.text());
  if (person.last_seen_at) http::append_member(json, "last_seen_at", to_text(*person.last_seen_at));
  http::append_member(json, "locale", person.locale);
  http::append_member(json, "name", person.name);
  json += ",\"roles\":[";
  for (const identity::Role role : person.roles) {
    if (!json.ends_with('[')) json += ',';
    http::append_quoted(json, name_of(role));
  }
  json += ']';
  http::append_member(json, "status", name_of(person.status));
  if (!person.time_zone.empty()) http::append_member(json, "time_zone", person.time_zone);
  json += '}';
  return versioned_text(200, std::move(json), person.version);
}

identity::Version version_of(const http::Request& request) {
  auto text = request.header("if-match");
  if (!text || *text == "*") return std::nullopt;
  if (text->starts_with("W/")) text->remove_prefix(2);
  if (text->size() < 3 || text->front() != '"' || text->back() != '"') return 0;
  std::int64_t version = 0;
  const char* end = text->data() + text->size() - 1;
  const auto [stop, failure] = std::from_chars(text->data() + 1, end, version);
  return failure == std::errc() && stop == end && version > 0 ? version : 0;
}

std::set<identity::Role> roles_of(const Json& words) {
  std::set<identity::Role> roles;
  for (const Json& word : words)
    if (const auto role = identity::parse_role(word.get<std::string>())) roles.insert(*role);
  return roles;
}

std::optional<std::string> text_of(const Json& body, const char* name) {
  const auto at = body.find(name);
  return at == body.end() ? std::nullopt : std::optional(at->get<std::string>());
}

http::Param limit_param() {
  return {.name = "limit",
          .schema = http::integer(1, kPageMax),
          .description = "How many at most; 50 where absent."};
}

http::Param cursor_param() {
  return {.name = "cursor",
          .schema = http::text(1, 1'000),
          .description = "Where the last page ended: its \"next\"."};
}

std::int64_t limit_of(const http::Request& request) {
  const auto text = request.query_value("limit");
  std::int64_t limit = kPageDefault;
  if (text) std::from_chars(text->data(), text->data() + text->size(), limit);
  return std::clamp<std::int64_t>(limit, 1, kPageMax);
}

http::Response page(Json items, const std::optional<std::string>& next) {
  Json body = {{"items", std::move(items)}};
  if (next) body["next"] = *next;
  return http::json_response(200, body.dump());
}

std::string cursor_of(std::string_view first, std::string_view second) {
  return crypto::to_base64url(std::string(first) + '\n' + std::string(second));
}

Result<std::pair<std::string, std::string>> read_cursor(std::string_view cursor) {
  const auto text = crypto::from_base64url(cursor);
  const std::size_t end = text ? text->rfind('\n') : std::string::npos;
  if (end == std::string::npos)
    return fail(ErrorCode::kInvalidInput, "Y001",
                "The cursor is not one of ours: take the \"next\" of the page before, or none for "
                "the first.");
  return std::pair(text->substr(0, end), text->substr(end + 1));
}

}  // namespace bailiwick::platform::api
