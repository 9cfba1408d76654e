#include "platform/api/rate_routes.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/rate_file.hpp"
#include "platform/api/resource.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using identity::ExchangeRates;
using identity::KeptRate;
using identity::Permission;
using Json = nlohmann::json;

constexpr std::string_view kOneRate = "/api/v1/exchange-rates/{currency}/{against}/{day}";
constexpr std::int64_t kCountMax = std::int64_t{1} << 53;

http::Schema code_schema() { return http::text(3, 3); }

const http::Schema& rate_schema() {
  static const http::Schema schema = http::object(
      "ExchangeRate",
      {{"currency", code_schema()},
       {"against", code_schema()},
       {"from", http::date().described("The first day it holds.")},
       {"rate", http::text(1, 30).described("How much of `against` 1 of `currency` is.")},
       {"recorded_at", http::instant()},
       {"recorded_by", http::id("person"), kOptional}});
  return schema;
}

Json to_json(const KeptRate& rate) {
  Json json = {{"currency", rate.quote.currency.text()},
               {"against", rate.quote.against.text()},
               {"from", to_text(rate.quote.from)},
               {"rate", quote_text(rate.quote.units)},
               {"recorded_at", to_text(rate.recorded_at)}};
  if (!rate.recorded_by.is_nil()) json["recorded_by"] = rate.recorded_by.text();
  return json;
}

Currency currency_of(std::string_view code) { return Currency::parse(code).value_or(Currency()); }

std::optional<Currency> asked(const Call& call, std::string_view name) {
  const std::string code = call.text(name);
  return code.empty() ? std::nullopt : std::optional(currency_of(code));
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Company";
  route.summary = summary;
  route.access =
      http::allow(method == Method::kGet ? Permission::kCompanyRead : Permission::kRatesManage);
  return route;
}

std::vector<http::Param> pair_params() {
  const auto path = http::ParamPlace::kPath;
  return {{"currency", path, code_schema(), "Of which 1 is told"},
          {"against", path, code_schema(), "What it is told in"},
          {"day", path, http::date(), "The first day it holds"}};
}

Quote quote_of(const Call& call) {
  return {.currency = currency_of(call.request.path_value("currency")),
          .against = currency_of(call.request.path_value("against")),
          .from = parse_date(call.request.path_value("day")).value_or(LocalDate())};
}

// A page's end: "2026-01-05 EURUSD".
std::string place_text(const Quote& quote) {
  return std::string(quote.currency.text()) + std::string(quote.against.text());
}

Result<std::optional<identity::RatePlace>> place_of(const std::string& cursor) {
  if (cursor.empty()) return std::optional<identity::RatePlace>();
  const auto parts = read_cursor(cursor);
  if (!parts) return tl::unexpected(parts.error());
  const auto day = parse_date(parts->first);
  if (!day || parts->second.size() != 6)
    return fail(ErrorCode::kInvalidInput, "Y001", "The cursor is none of this list's.");
  return std::optional(
      identity::RatePlace{.from = *day,
                          .currency = currency_of(std::string_view(parts->second).substr(0, 3)),
                          .against = currency_of(std::string_view(parts->second).substr(3))});
}

Route list_rates(const ExchangeRates& rates) {
  Route route = route_of(Method::kGet, "/api/v1/exchange-rates", "listExchangeRates",
                         "Exchange rates, the latest day first");
  route.runs = http::Runs::kRead;
  const auto query = http::ParamPlace::kQuery;
  route.params = {{"currency", query, code_schema(), "Of this currency alone"},
                  {"against", query, code_schema(), "Against this currency alone"},
                  cursor_param(),
                  limit_param()};
  route.answers = {{200, "A page of them", http::page_of("ExchangeRatePage", rate_schema())}};
  route.handle = [&rates](const Call& call) -> Result<Response> {
    const auto after = place_of(call.text("cursor"));
    if (!after) return tl::unexpected(after.error());
    const std::int64_t limit = limit_of(call.request);
    const auto found = rates.list(call.principal(), {.currency = asked(call, "currency"),
                                                     .against = asked(call, "against"),
                                                     .after = *after,
                                                     .limit = limit + 1});
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    std::optional<std::string> next;
    for (const KeptRate& rate : *found) {
      if (std::cmp_equal(items.size(), limit)) {
        const Quote& last = (*found)[items.size() - 1].quote;
        next = cursor_of(to_text(last.from), place_text(last));
        break;
      }
      items.push_back(to_json(rate));
    }
    return page(std::move(items), next);
  };
  return route;
}

Route set_rate(const ExchangeRates& rates) {
  Route route = route_of(Method::kPut, kOneRate, "setExchangeRate",
                         "Set the rate from a day on, or correct it");
  route.params = pair_params();
  route.body = http::object("ExchangeRateText", {{"rate", http::text(1, 30)}});
  route.answers = {{200, "The rate", rate_schema()}};
  route.handle = [&rates](const Call& call) -> Result<Response> {
    Quote quote = quote_of(call);
    quote.units = parse_quote(call.body.at("rate").get<std::string>()).value_or(0);
    return respond(rates.set(call.principal(), quote), [](const KeptRate& rate) {
      return http::json_response(200, to_json(rate).dump());
    });
  };
  return route;
}

Route remove_rate(const ExchangeRates& rates) {
  Route route =
      route_of(Method::kDelete, kOneRate, "removeExchangeRate", "Remove the rate of a day");
  route.description = "The one before it, if any, then holds on.";
  route.params = pair_params();
  route.answers = {{204, "It is gone", std::nullopt}};
  route.handle = [&rates](const Call& call) -> Result<Response> {
    const auto done = rates.remove(call.principal(), quote_of(call));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Checked<RateFile> file_of(const Call& call, Currency against) {
  std::ifstream in(call.request.body_file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto text = files::text_from_bytes("rates.csv", std::move(bytes));
  if (!text) return fail(Errors{text.error()});
  const auto csv = files::parse_csv(std::move(*text));
  if (!csv) return fail(csv.error());
  const bool is_per_base = call.text("quoted") == "per_base";
  return read_rates(csv->table, {.against = against,
                                 .quoted = is_per_base ? Quoted::kPerBase : Quoted::kPerUnit});
}

Route import_rates(const ExchangeRates& rates) {
  Route route = route_of(Method::kPost, "/api/v1/exchange-rates/import", "importExchangeRates",
                         "Bring in a CSV file of rates");
  route.description =
      "Columns date and a currency each, or date, currency, rate and perhaps against. All of the "
      "file is kept, or nothing.";
  const auto query = http::ParamPlace::kQuery;
  route.params = {
      {"against", query, code_schema(),
       "What the rates are against where the file does not say; the reporting currency if absent"},
      {"quoted", query, http::one_of({"per_unit", "per_base"}),
       "per_unit (usual): 1 of the column's currency = rate of `against`; per_base: the reverse"},
      {"rehearse", query, http::boolean(), "Only say what would come of it"}};
  route.upload_bytes_max = kRateFileBytesMax;
  route.upload_types = {"text/csv"};
  const http::Schema count = http::integer(0, kCountMax);
  route.answers = {
      {200, "What came of it",
       http::object(
           "ExchangeRatesImported",
           {{"added", count},
            {"corrected", count},
            {"unchanged", count},
            {"skipped", http::integer(0, kCountMax).described("Cells without a rate.")}})}};
  route.handle = [&rates](const Call& call) -> Result<Response> {
    const auto reporting = rates.reporting(call.principal());
    if (!reporting) return tl::unexpected(reporting.error());
    const auto file = file_of(call, asked(call, "against").value_or(*reporting));
    if (!file) return http::problem_response(file.error());
    const auto mode = call.text("rehearse") == "true" ? ExchangeRates::Mode::kRehearse
                                                      : ExchangeRates::Mode::kKeep;
    return respond(rates.set_many(call.principal(), file->quotes, mode),
                   [&](const identity::RatesSet& set) {
                     return http::json_response(200, Json{{"added", set.added},
                                                          {"corrected", set.corrected},
                                                          {"unchanged", set.unchanged},
                                                          {"skipped", file->skipped}}
                                                         .dump());
                   });
  };
  return route;
}

}  // namespace

http::Routes rate_routes(const identity::ExchangeRates& rates) {
  return {list_rates(rates), set_rate(rates), remove_rate(rates), import_rates(rates)};
}

}  // namespace bailiwick::platform::api
