#include "planning/book_routes.hpp"

#include <nlohmann/json.hpp>

#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::size_t kFlowsMax = 1'000;   // of a larger diff those with the most accounts
constexpr std::size_t kPeopleMax = 1'000;  // likewise
constexpr std::size_t kCurrenciesMax = 200;

http::Schema book_schema() {
  const http::Schema amount =
      http::object("BookRevenue", {{"amount", http::text(1, 60)}, {"currency", http::text(3, 3)}});
  return http::object(
      "PlanBook",
      {{"accounts", count_schema()},
       {"revenue",
        http::array(amount, kCurrenciesMax).described("What they bought, a sum a currency.")}});
}

http::Schema book_diff_schema() {
  const http::Schema flow = http::object(
      "BookFlow", {{"from", http::text()}, {"to", http::text()}, {"book", book_schema()}});
  const http::Schema person = http::object(
      "PersonBooks",
      {{"person", http::id("person")}, {"gained", book_schema()}, {"lost", book_schema()}});
  return http::object("BookDiff", {{"revenue_from", http::date()},
                                   {"moved", book_schema()},
                                   {"flows", http::array(flow, kFlowsMax)},
                                   {"people", http::array(person, kPeopleMax)}});
}

Json to_json(const Book& book) {
  Json revenue = Json::array();
  for (const auto& [currency, minor] : book.revenue)
    revenue.push_back({{"amount", amount_text({minor, currency})}, {"currency", currency.text()}});
  return {{"accounts", book.accounts}, {"revenue", std::move(revenue)}};
}

Json to_json(const BookDiff& diff) {
  const auto& ours = diff.plans.ours->board.territories;
  const auto& theirs = diff.plans.theirs->board.territories;
  Json flows = Json::array();
  for (std::size_t i = 0; i < std::min(diff.flows.size(), kFlowsMax); ++i)
    flows.push_back({{"from", ours[at(diff.flows[i].from)].name},
                     {"to", theirs[at(diff.flows[i].to)].name},
                     {"book", to_json(diff.flows[i].book)}});
  Json people = Json::array();
  for (std::size_t i = 0; i < std::min(diff.people.size(), kPeopleMax); ++i)
    people.push_back({{"person", diff.people[i].person.text()},
                      {"gained", to_json(diff.people[i].gained)},
                      {"lost", to_json(diff.people[i].lost)}});
  return {{"revenue_from", to_text(diff.revenue_from)},
          {"moved", to_json(diff.moved)},
          {"flows", std::move(flows)},
          {"people", std::move(people)}};
}

Route compare_books(const BookDiffService& books) {
  Route route = plan_route(Method::kGet, "/api/v1/plans/{plan}/diff/accounts", "diffPlanAccounts",
                           "Which accounts change hands between two plans, and what they bought");
  route.description =
      "Accounts are where their postal code is; rules of other kinds are not asked. Revenue is "
      "that "
      "of the last 365 days. People are the owners of territories today.";
  route.params.push_back({.name = "with",
                          .schema = http::id("plan"),
                          .description = "The other plan. Else the one it was branched from."});
  route.params.push_back({.name = "country",
                          .schema = http::text(1, 10),
                          .description = "Whose postal codes the units are: US.",
                          .presence = http::Presence::kRequired});
  route.answers = {{200, "Who gains and who loses what", book_diff_schema()},
                   {409, "The plans divide different data sets", std::nullopt}};
  route.handle = [&books](const Call& call) -> Result<Response> {
    return api::respond(
        books.compare(call.principal(), plan_of(call), PlanId::parse(call.text("with")),
                      std::string(call.text("country"))),
        [](const BookDiff& diff) { return http::json_response(200, to_json(diff).dump()); });
  };
  return route;
}

}  // namespace

http::Routes book_routes(const BookDiffService& books) { return {compare_books(books)}; }

}  // namespace bailiwick::planning
