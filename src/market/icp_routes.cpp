#include "market/icp_routes.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "market/icp_json.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::market {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kCountMax = std::int64_t{1} << 53;
constexpr std::size_t kTerritoriesShownMax = 20'000;
constexpr double kLogOddsMax = 1e9;
constexpr double kRatioMax = 1e300;

http::Schema count() { return http::integer(0, kCountMax); }
http::Schema percent() { return http::number(0.0, 100.0); }
http::Schema without_rate() {
  return count().described(
      "Accounts with money that the criteria read as empty for want of a rate.");
}

http::Schema criteria_schema() {
  const http::Schema criterion =
      http::object("IcpCriterion", {{"name", http::text(1, kNameLengthMax)},
                                    {"formula", http::text(1, kFormulaBytesMax)},
                                    {"weight", http::integer(1, kWeightMax)}});
  return http::array(criterion, kCriteriaMax);
}

const http::Schema& profile_schema() {
  static const http::Schema schema =
      http::object("IcpProfile", {{"id", http::id("icp")},
                                  {"name", http::text()},
                                  {"state", http::one_of({"draft", "active", "archived"})},
                                  {"criteria", criteria_schema()},
                                  {"created_at", http::instant()},
                                  {"activated_at", http::instant(), kOptional},
                                  {"version", http::integer(1, kCountMax)}});
  return schema;
}

http::Schema scores_schema() {
  const http::Schema mean = http::object("IcpMean", {{"accounts", count()}, {"mean", percent()}});
  const http::Schema counts = http::object("IcpCriterionCounts", {{"name", http::text()},
                                                                  {"weight", count()},
                                                                  {"held", count()},
                                                                  {"failed", count()},
                                                                  {"unknown", count()}});
  const http::Schema territory = http::object(
      "IcpTerritory",
      {{"territory", http::id("territory")}, {"accounts", count()}, {"mean", percent()}});
  const http::Schema account =
      http::object("IcpAccount", {{"account", http::id("account")},
                                  {"name", http::text()},
                                  {"territory", http::id("territory"), kOptional},
                                  {"score", percent()},
                                  {"score_most", percent()}});
  return http::object("IcpScores", {{"profile", profile_schema()},
                                    {"all", mean},
                                    {"nowhere", mean},
                                    {"without_rate", without_rate()},
                                    {"bins", http::array(count(), kBins)},
                                    {"criteria", http::array(counts, kCriteriaMax)},
                                    {"territories", http::array(territory, kTerritoriesShownMax)},
                                    {"best", http::array(account, kBestMax)}});
}

http::Schema account_schema() {
  const http::Schema clause =
      http::object("IcpClause", {{"text", http::text()}, {"value", http::text()}});
  const http::Schema criterion =
      http::object("IcpMark", {{"name", http::text()},
                               {"formula", http::text()},
                               {"weight", count()},
                               {"mark", http::one_of({"held", "failed", "unknown"})},
                               {"clauses", http::array(clause, kClausesMax)}});
  return http::object("IcpScore", {{"account", http::id("account")},
                                   {"profile", http::id("icp")},
                                   {"state", http::one_of({"draft", "active"})},
                                   {"score", percent()},
                                   {"score_most", percent()},
                                   {"is_without_rate", http::boolean()},
                                   {"criteria", http::array(criterion, kCriteriaMax)}});
}

http::Schema fit_schema() {
  const http::Schema tally = http::object(
      "IcpTally",
      {{"won", count()}, {"lost", count()}, {"rate", http::number(0.0, 1.0), kOptional}});
  const http::Schema lift =
      http::object("IcpLift", {{"estimate", http::number(0.0, kRatioMax), kOptional},
                               {"least", http::number(0.0, kRatioMax)},
                               {"most", http::number(0.0, kRatioMax), kOptional}});
  const http::Schema log_odds =
      http::object("IcpLogOdds", {{"estimate", http::number(-kLogOddsMax, kLogOddsMax)},
                                  {"least", http::number(-kLogOddsMax, kLogOddsMax)},
                                  {"most", http::number(-kLogOddsMax, kLogOddsMax)}});
  const http::Schema criterion = http::object(
      "IcpCriterionFit",
      {{"name", http::text()},
       {"formula", http::text()},
       {"weight", count()},
       {"finding", http::one_of({"fitted", "few_held", "few_failed", "follows", "no_fit"})},
       {"held", tally},
       {"failed", tally},
       {"unknown", tally},
       {"lift", lift, kOptional},
       {"effect", log_odds, kOptional},
       {"proposed_weight", http::integer(1, kProposedMax), kOptional},
       {"akin", http::array(http::text(), kCriteriaMax)}});
  return http::object(
      "IcpFit",
      {{"outcome", http::one_of({"fitted", "few_won", "few_lost", "no_criteria", "no_end"})},
       {"accounts", count()},
       {"without_rate", without_rate()},
       {"all", tally},
       {"intercept", log_odds, kOptional},
       {"criteria", http::array(criterion, kCriteriaMax)}});
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Ideal customer";
  route.summary = summary;
  route.access = http::allow(Permission::kMarketRead);
  return route;
}

http::Param which_param() {
  return {.name = "profile",
          .schema = http::one_of({"active", "draft"}),
          .description = "Absent: the active one, else the draft"};
}

std::string which_of(const Call& call) {
  return std::string(call.request.query_value("profile").value_or(""));
}

Response answer(const IcpProfile& profile) {
  return api::versioned(200, to_json(profile), profile.version);
}

Route read_profiles(const IcpService& service) {
  Route route = route_of(Method::kGet, "/api/v1/icp", "readIcp",
                         "The active profile of the ideal customer, and the draft");
  route.answers = {{200, "null where there is none",
                    http::object("IcpProfiles", {{"active", profile_schema().nullable()},
                                                 {"draft", profile_schema().nullable()}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto profiles = service.profiles(call.principal());
    if (!profiles) return tl::unexpected(profiles.error());
    const auto shown = [](const std::optional<IcpProfile>& profile) {
      return profile ? to_json(*profile) : Json();
    };
    const Json json = {{"active", shown(profiles->active)}, {"draft", shown(profiles->draft)}};
    return http::json_response(200, json.dump());
  };
  return route;
}

Route put_draft(const IcpService& service) {
  Route route = route_of(Method::kPut, "/api/v1/icp/draft", "putIcpDraft",
                         "Replace the draft, or with If-Match \"*\" make one where there is none");
  route.access = http::allow(Permission::kMarketManage);
  route.needs_if_match = true;
  route.body = http::object(
      "IcpProfileText", {{"name", http::text(1, kNameLengthMax)}, {"criteria", criteria_schema()}});
  route.answers = {{200, "As it is now", profile_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const ProfileText text{.name = call.body["name"],
                           .criteria = criteria_of(call.body["criteria"])};
    return api::respond(service.put_draft(call.principal(), text, api::version_of(call.request)),
                        answer);
  };
  return route;
}

Route give_up_draft(const IcpService& service) {
  Route route =
      route_of(Method::kDelete, "/api/v1/icp/draft", "giveUpIcpDraft", "Give up the draft");
  route.access = http::allow(Permission::kMarketManage);
  route.needs_if_match = true;
  route.answers = {{204, "It is gone", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto done = service.give_up_draft(call.principal(), api::version_of(call.request));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Route activate(const IcpService& service) {
  Route route = route_of(Method::kPost, "/api/v1/icp/activate", "activateIcp",
                         "Make the draft the active profile");
  route.description = "The one before it goes to the archive. If-Match has the draft's version.";
  route.access = http::allow(Permission::kMarketManage);
  route.needs_if_match = true;
  route.answers = {{200, "The active profile", profile_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.activate(call.principal(), api::version_of(call.request)), answer);
  };
  return route;
}

std::size_t best_of(const Call& call) {
  const std::string text(call.request.query_value("best").value_or("20"));
  std::size_t best = 20;
  std::from_chars(text.data(), text.data() + text.size(), best);
  return best;
}

Route read_scores(const IcpService& service) {
  Route route = route_of(Method::kGet, "/api/v1/icp/scores", "readIcpScores",
                         "How well the accounts that one sees fit");
  route.params = {
      which_param(),
      {.name = "best",
       .schema = http::integer(0, static_cast<std::int64_t>(kBestMax)),
       .description = "How many of the best fitting accounts are named; 20 where absent"}};
  route.answers = {{200, "Their distribution, by territory, by criterion", scores_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.scores(call.principal(), which_of(call), best_of(call)),
        [](const IcpScores& scores) { return http::json_response(200, to_json(scores).dump()); });
  };
  return route;
}

Route read_score(const IcpService& service) {
  Route route = route_of(Method::kGet, "/api/v1/accounts/{account}/icp", "readAccountIcp",
                         "How well an account fits, and why");
  route.params = {{.name = "account",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("account"),
                   .description = "The id"},
                  which_param()};
  route.answers = {{200, "Its score with what decided each criterion", account_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.score(call.principal(), api::path_id<AccountId>(call.request, "account"),
                      which_of(call)),
        [](const AccountScore& score) { return http::json_response(200, to_json(score).dump()); });
  };
  return route;
}

Route fit(const IcpService& service) {
  Route route = route_of(Method::kPost, "/api/v1/icp/fit", "fitIcp",
                         "What won and lost opportunities say about criteria");
  route.description =
      "Of the criteria in the body, or of a profile where it has none. Changes nothing.";
  route.body =
      http::object("IcpFitRequest", {{"profile", http::one_of({"active", "draft"}), kOptional},
                                     {"criteria", criteria_schema(), kOptional}});
  route.answers = {{200, "Lift, effect and a proposed weight of each criterion", fit_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const std::string which = api::text_of(call.body, "profile").value_or("");
    const auto given = call.body.find("criteria");
    return api::respond(
        service.fit(call.principal(), which,
                    given == call.body.end() ? std::vector<Criterion>() : criteria_of(*given)),
        [](const FittedProfile& fitted) {
          return http::json_response(200, to_json(fitted).dump());
        });
  };
  return route;
}

}  // namespace

http::Routes icp_routes(const IcpService& service) {
  return {read_profiles(service),
          put_draft(service),
          give_up_draft(service),
          activate(service),
          read_scores(service),
          read_score(service),
          fit(service)};
}

}  // namespace bailiwick::market
