#include "market/next_routes.hpp"

#include <nlohmann/json.hpp>

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
constexpr std::int64_t kShownUnlessAsked = 25;
constexpr int kPlaces = 4;

// Whole numbers of 1/10,000 as decimals: "81.5000".
std::string number_text(std::int64_t units) {
  std::string digits = std::to_string(units % kNextUnit);
  digits.insert(0, kPlaces - digits.size(), '0');
  return std::to_string(units / kNextUnit) + "." + digits;
}

// -1, which the service refuses, of what is no number of at most four decimals.
std::int64_t units_of(const std::string& text) {
  const auto number = parse_decimal(text);
  const auto cut = number ? rounded(*number, kPlaces, Rounding::kTowardsZero) : std::nullopt;
  if (!cut || *cut != *number || *number > Decimal::whole(100)) return -1;
  return static_cast<std::int64_t>(cut->units() / (Decimal::kUnit / kNextUnit));
}

http::Schema number_schema() { return http::text(1, 30); }
http::Schema days_schema() { return http::integer(0, kCountMax); }

http::Schema amount_schema() {
  return http::object("NextAmount",
                      {{"amount", http::text(1, 60)}, {"currency", http::text(3, 3)}});
}

http::Schema reason_schema() {
  return http::object(
      "NextReason", {{"reason", http::one_of({"overdue", "never_contacted", "worth", "white_space",
                                              "fits", "falling", "sign", "closing", "task"})},
                     {"days", days_schema(), kOptional},
                     {"every", days_schema(), kOptional},
                     {"rank", days_schema(), kOptional},
                     {"of", days_schema(), kOptional},
                     {"score", number_schema(), kOptional},
                     {"potential", amount_schema(), kOptional},
                     {"revenue", amount_schema(), kOptional},
                     {"before", amount_schema(), kOptional},
                     {"amount", amount_schema(), kOptional},
                     {"opportunity", http::id("opportunity"), kOptional},
                     {"name", http::text(), kOptional},
                     {"day", http::date(), kOptional},
                     {"task", http::id("task"), kOptional},
                     {"subject", http::text(), kOptional},
                     {"due", http::date(), kOptional}});
}

http::Schema part_name() { return http::one_of({"value", "fit", "cadence", "recency"}); }

http::Schema list_schema() {
  const http::Schema part = http::object("NextPart", {{"part", part_name()},
                                                      {"weight", http::integer(0, kPartWeightMax)},
                                                      {"share", number_schema()}});
  const http::Schema item =
      http::object("NextItem", {{"account", http::id("account")},
                                {"name", http::text()},
                                {"territory", http::id("territory"), kOptional},
                                {"kind", http::one_of({"existing", "new"})},
                                {"points", number_schema()},
                                {"suggest", http::one_of({"visit", "call"})},
                                {"parts", http::array(part, kNextParts)},
                                {"last_contact", http::date(), kOptional},
                                {"every_days", days_schema(), kOptional},
                                {"reasons", http::array(reason_schema(), kReasonsMax)}});
  return http::object("NextList", {{"items", http::array(item, kNextShownMax)},
                                   {"existing", days_schema()},
                                   {"new", days_schema()},
                                   {"left_out", http::array(part_name(), kNextParts)}});
}

std::vector<http::Field> policy_fields() {
  return {{"value", http::integer(0, kPartWeightMax)},
          {"fit", http::integer(0, kPartWeightMax)},
          {"cadence", http::integer(0, kPartWeightMax)},
          {"recency", http::integer(0, kPartWeightMax)},
          {"new_share", number_schema()}};
}

http::Schema policy_schema() {
  auto fields = policy_fields();
  fields.push_back({"version", http::integer(0, kCountMax)});
  return http::object("NextPolicy", fields);
}

Json json_of(Decimal amount, const Currency& currency) {
  return {{"amount", to_text(amount)}, {"currency", currency.text()}};
}

// A reason as JSON, by its kind.
struct ReasonJson {
  const Currency& currency;

  Json operator()(const Overdue& one) const {
    return {{"reason", "overdue"}, {"days", one.days}, {"every", one.every}};
  }
  Json operator()(const NeverContacted&) const { return {{"reason", "never_contacted"}}; }
  Json operator()(const Worth& one) const {
    return {{"reason", "worth"},
            {"rank", one.rank},
            {"of", one.of},
            {one.is_potential ? "potential" : "revenue", json_of(one.amount, currency)}};
  }
  Json operator()(const WhiteSpace& one) const {
    return {{"reason", "white_space"}, {"amount", json_of(one.amount, currency)}};
  }
  Json operator()(const Fits& one) const {
    return {{"reason", "fits"}, {"score", to_text(one.score)}};
  }
  Json operator()(const Falling& one) const {
    return {{"reason", "falling"},
            {"revenue", json_of(one.revenue, currency)},
            {"before", json_of(one.before, currency)}};
  }
  Json operator()(const Sign& one) const { return {{"reason", "sign"}, {"days", one.days}}; }
  Json operator()(const ClosingDeal& one) const {
    Json json = {{"reason", "closing"},
                 {"opportunity", "opportunity_" + to_base32(one.opportunity)},
                 {"name", one.name},
                 {"day", to_text(one.day)}};
    if (one.amount)
      json["amount"] = {{"amount", amount_text(*one.amount)},
                        {"currency", one.amount->currency.text()}};
    return json;
  }
  Json operator()(const DueTask& one) const {
    return {{"reason", "task"},
            {"task", "task_" + to_base32(one.task)},
            {"subject", one.subject},
            {"due", to_text(one.due)}};
  }
};

Json item_json(const NextPage& page, const NextItem& item) {
  const NextAccount& account = page.accounts[item.index];
  Json json = {{"account", account.account.text()},
               {"name", account.name},
               {"kind", account.is_existing ? "existing" : "new"},
               {"points", number_text(item.points)},
               {"suggest", item.suggest == Suggestion::kVisit ? "visit" : "call"},
               {"parts", Json::array()},
               {"reasons", Json::array()}};
  if (account.territory) json["territory"] = account.territory->text();
  if (account.contacted) json["last_contact"] = to_text(*account.contacted);
  if (item.every_days) json["every_days"] = *item.every_days;
  for (std::size_t part = 0; part < kNextParts; ++part)
    if (!page.list.is_left_out[part])
      json["parts"].push_back({{"part", name_of(static_cast<NextPart>(part))},
                               {"weight", page.policy.weights[part]},
                               {"share", number_text(item.shares[part])}});
  for (const NextReason& reason : item.reasons)
    json["reasons"].push_back(std::visit(ReasonJson{page.currency}, reason));
  return json;
}

Json to_json(const NextPage& page) {
  Json json = {{"items", Json::array()},
               {"existing", page.list.existing},
               {"new", page.list.fresh},
               {"left_out", Json::array()}};
  for (const NextItem& item : page.list.items) json["items"].push_back(item_json(page, item));
  for (std::size_t part = 0; part < kNextParts; ++part)
    if (page.list.is_left_out[part])
      json["left_out"].push_back(name_of(static_cast<NextPart>(part)));
  return json;
}

Response answer(const NextPolicy& policy) {
  Json json = {{"new_share", number_text(policy.new_share)}, {"version", policy.version}};
  for (std::size_t part = 0; part < kNextParts; ++part)
    json[std::string(name_of(static_cast<NextPart>(part)))] = policy.weights[part];
  return api::versioned(200, json, policy.version);
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Next";
  route.summary = summary;
  route.access = http::allow(Permission::kMarketRead);
  return route;
}

Route list_next(const NextService& service) {
  Route route = route_of(Method::kGet, "/api/v1/next", "listNext",
                         "One's accounts in the order in which they deserve the next hour");
  route.params = {{.name = "kind",
                   .schema = http::one_of({"existing", "new"}),
                   .description = "Existing or new business alone; both where absent"},
                  {.name = "territory",
                   .schema = http::id("territory"),
                   .description = "Of this territory alone"},
                  {.name = "limit",
                   .schema = http::integer(1, kNextShownMax),
                   .description = "How many, 25 unless asked"},
                  {.name = "least",
                   .schema = http::integer(0, 100),
                   .description = "Only accounts with so many points and more"}};
  route.answers = {{200, "The list", list_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    NextAsk ask{.limit = call.whole_number("limit", kShownUnlessAsked),
                .least = call.whole_number("least", 0) * kNextUnit};
    if (const std::string kind = call.text("kind"); !kind.empty())
      ask.is_existing = kind == "existing";
    if (const std::string id = call.text("territory"); !id.empty())
      ask.territory = TerritoryId::parse(id);
    return api::respond(service.list(call.principal(), ask), [](const NextPage& page) {
      return http::json_response(200, to_json(page).dump());
    });
  };
  return route;
}

Route read_policy(const NextService& service) {
  Route route = route_of(Method::kGet, "/api/v1/next-policy", "readNextPolicy",
                         "How what to do next is weighed");
  route.answers = {{200, "The weights", policy_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto policy = service.policy(call.principal());
    if (!policy) return tl::unexpected(policy.error());
    return answer(*policy);
  };
  return route;
}

Route put_policy(const NextService& service) {
  Route route = route_of(Method::kPut, "/api/v1/next-policy", "putNextPolicy",
                         "Change how what to do next is weighed");
  route.access = http::allow(Permission::kMarketManage);
  route.needs_if_match = true;
  route.body = http::object("NextPolicyText", policy_fields());
  route.answers = {{200, "As it is now", policy_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    NextPolicy policy;
    for (std::size_t part = 0; part < kNextParts; ++part)
      policy.weights[part] =
          call.body[std::string(name_of(static_cast<NextPart>(part)))].get<std::int64_t>();
    policy.new_share = units_of(call.body["new_share"].get<std::string>());
    return api::respond(service.change(call.principal(), policy, api::version_of(call.request)),
                        [](const NextPolicy& changed) { return answer(changed); });
  };
  return route;
}

}  // namespace

http::Routes next_routes(const NextService& service) {
  return {list_next(service), read_policy(service), put_policy(service)};
}

}  // namespace bailiwick::market
