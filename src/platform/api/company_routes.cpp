#include "platform/api/company_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using identity::Company;
using identity::Permission;
using Json = nlohmann::json;

Response company_response(const Company& company) {
  return versioned(200, json_of(company), company.version);
}

void change_text(const Json& body, const char* name, std::string& value) {
  if (const auto text = text_of(body, name)) value = *text;
}

// The fields that the body has, over what there is.
Company changed(Company company, const Json& body) {
  change_text(body, "name", company.name);
  change_text(body, "time_zone", company.time_zone);
  change_text(body, "currency", company.currency);
  change_text(body, "country", company.country);
  change_text(body, "locale", company.locale);
  change_text(body, "week_start", company.week_start);
  if (body.contains("fiscal_year_start_month"))
    company.fiscal_year_start_month = body.at("fiscal_year_start_month");
  if (body.contains("retention_days")) company.retention_days = body.at("retention_days");
  if (body.contains("sign_in_domains"))
    company.sign_in_domains = body.at("sign_in_domains").get<std::vector<std::string>>();
  if (body.contains("holidays")) {
    company.holidays.clear();
    for (const Json& holiday : body.at("holidays"))
      company.holidays.push_back(
          {.date = parse_date(holiday.at("date").get<std::string>()).value_or(LocalDate()),
           .name = holiday.at("name")});
  }
  return company;
}

Route get_company(const identity::Services& services) {
  Route route;
  route.method = Method::kGet;
  route.path = "/api/v1/company";
  route.id = "getCompany";
  route.runs = http::Runs::kRead;
  route.tag = "Company";
  route.summary = "One's own company";
  route.access = http::allow(Permission::kCompanyRead);
  route.answers = {{200, "The company", company_schema()}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto company = services.companies.get(call.principal());
    if (!company) return tl::unexpected(company.error());
    return company_response(*company);
  };
  return route;
}

Route change_company(const identity::Services& services) {
  Route route;
  route.method = Method::kPatch;
  route.path = "/api/v1/company";
  route.id = "changeCompany";
  route.tag = "Company";
  route.summary = "Change the company's settings";
  route.access = http::allow(Permission::kCompanyManage);
  route.needs_if_match = true;
  route.body = http::object(
      "CompanyPatch",
      {{"name", http::text(1, 200), kOptional},
       {"time_zone", http::text(1, 100), kOptional},
       {"currency", http::text(3, 3), kOptional},
       {"country", http::text(2, 2), kOptional},
       {"locale", http::one_of({"en", "nl"}), kOptional},
       {"fiscal_year_start_month", http::integer(1, 12), kOptional},
       {"week_start", http::one_of({"monday", "sunday", "saturday"}), kOptional},
       {"holidays", holidays_schema(), kOptional},
       {"retention_days", http::integer(0, 36'500), kOptional},
       {"sign_in_domains", http::array(http::text(1, 253), identity::kDomainsMax), kOptional}});
  route.answers = {{200, "The company as changed", company_schema()}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    auto now = services.companies.get(call.principal());
    if (!now) return tl::unexpected(now.error());
    Company change = changed(std::move(*now), call.body);
    if (const auto version = version_of(call.request)) change.version = *version;
    return respond(services.companies.update(call.principal(), std::move(change)),
                   company_response);
  };
  return route;
}

}  // namespace

http::Routes company_routes(const identity::Services& services) {
  return {get_company(services), change_company(services)};
}

}  // namespace bailiwick::platform::api
