#include "planning/plan_schemas.hpp"

#include "engine/territory/bound.hpp"
#include "planning/plan_violation.hpp"
#include "platform/jobs/job_json.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;

http::Schema balance_schema() {
  return http::object(
      "PlanBalance",
      {{"measure", http::text(1, 200)},
       {"tolerance", http::number(0.0, 1.0).described(
                         "The share by which a territory may differ: 0.02 is 2%.")}});
}

http::Schema violation_schema() {
  return http::object(
      "PlanViolation",
      {{"rule", http::text().described("Such as T052; empty: a sentence alone.")},
       {"text", http::text().described("A sentence in English.")},
       {"values",
        http::map_of(http::text())
            .described("What the sentence names; where a rule has several, `case` says which.")}});
}

http::Schema covers_schema() {
  using engine::territory::BoundPart;
  std::vector<std::string> names;
  for (int part = 0; part < engine::territory::kBoundPartCount; ++part)
    names.emplace_back(engine::territory::name_of(static_cast<BoundPart>(part)));
  const auto parts = http::array(http::one_of(names), names.size());
  return http::object(
      "PlanBoundCovers",
      {{"included", parts},
       {"left_out",
        parts.described("Each can only make the true gap smaller than the one stated.")},
       {"measure", http::text().described("Whose balance is included; else empty.")}});
}

http::Schema summary_schema() {
  return http::object(
      "PlanSummary",
      {{"is_feasible", http::boolean().described("Every demand is met.")},
       {"is_partial", http::boolean().described("The search was interrupted.")},
       {"worst_deviation", http::number(0.0, 1e12)},
       {"deviations", http::map_of(http::number(0.0, 1e12))},
       {"fragments", http::integer(0, 1'000'000'000)},
       {"rms_km", http::number(0.0, 1e6)},
       {"mean_km", http::number(0.0, 1e6)},
       {"radius_km", http::number(0.0, 1e6)},
       {"bound_km", http::number(0.0, 1e6), http::kOptional},
       {"gap",
        http::number(0.0, 1e12).described(
            "How far above the proven bound the plan is at most: 0.03 is 3%."),
        http::kOptional},
       {"bound_scope",
        http::text().described("What is proven, once the proof is done: a sentence in English."),
        http::kOptional},
       {"bound_covers", covers_schema(), http::kOptional},
       {"iterations", count_schema()},
       {"seconds", http::number(0.0, 1e9)},
       {"violations", http::array(violation_schema(), kPlanViolationsKept)
                          .described("The first demands that are not met.")}});
}

}  // namespace

http::Schema count_schema() { return http::integer(0, kCountMax); }

http::Answer job_answer() {
  return {202, "The job", http::object("JobAsked", {{"job", http::map_of(http::Schema())}})};
}

http::Response job_response(const platform::jobs::Job& job) {
  using platform::jobs::Detail;
  return http::json_response(202, R"({"job":)" + to_json(job, Detail::kWhole) + "}");
}

http::Schema request_schema(std::string_view name) {
  return http::object(
      name, {{"name", http::text(1, kNameLengthMax)},
             {"dataset", http::id("dataset")},
             {"territories", http::integer(1, kTerritoriesMax)},
             {"balance", http::array(balance_schema(), kPlanBalanceMax)},
             {"seconds",
              http::number(1.0, kDesignSecondsMax).described("How long to search. Usually 10."),
              http::kOptional},
             {"seed", http::integer(0, 1'000'000'000).described("Another number, another search."),
              http::kOptional}});
}

http::Schema plan_schema() {
  return http::object(
      "Plan",
      {{"id", http::id("plan")},
       {"name", http::text(1, kNameLengthMax)},
       {"state", http::one_of({"draft", "in_review", "approved", "active", "archived"})},
       {"dataset", http::id("dataset")},
       {"unit_count", http::integer(0, 1'000'000'000)},
       {"territory_count",
        http::integer(0, kTerritoriesMax).described("0 until the design is done.")},
       {"created_at", http::instant()},
       {"created_by", http::id("person"), http::kOptional},
       {"job", http::id("job").described("The job that designs it."), http::kOptional},
       {"parent", http::id("plan").described("The plan it was branched from."), http::kOptional},
       {"valid_from", http::date().described("Of a plan that is or was active."), http::kOptional},
       {"request", request_schema("PlanRequest")},
       {"summary", summary_schema(), http::kOptional},
       {"version", http::integer(1, std::int64_t{1} << 53)}});
}

http::Param plan_param() {
  return {.name = "plan",
          .place = http::ParamPlace::kPath,
          .schema = http::id("plan"),
          .description = "The plan."};
}

PlanId plan_of(const http::Call& call) {
  return PlanId::parse(call.request.path_value("plan")).value_or(PlanId());
}

http::Route plan_route(http::Method method, std::string_view path, std::string_view id,
                       std::string_view summary) {
  using platform::identity::Permission;
  http::Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Plans";
  route.summary = summary;
  route.access =
      http::allow(method == http::Method::kGet ? Permission::kPlansRead : Permission::kPlansManage);
  route.params = {plan_param()};
  return route;
}

http::Route plan_part_route(http::Method method, std::string_view path, std::string_view id,
                            std::string_view summary, std::string_view part) {
  http::Route route = plan_route(method, path, id, summary);
  route.params.push_back({.name = part,
                          .place = http::ParamPlace::kPath,
                          .schema = http::id(part),
                          .description = "Which one of the plan's."});
  return route;
}

http::Route for_readers(http::Route route) {
  route.tag = "Discussion";
  route.access = http::allow(platform::identity::Permission::kPlansRead);
  return route;
}

}  // namespace bailiwick::planning
