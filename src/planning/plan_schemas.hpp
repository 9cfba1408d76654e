// The shapes of plans in the API's document, and what routes about one plan have in common.
#pragma once

#include <string_view>

#include "planning/plan.hpp"
#include "platform/http/route.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

// What is asked of a design, under a name of its own.
[[nodiscard]] platform::http::Schema request_schema(std::string_view name);
[[nodiscard]] platform::http::Schema plan_schema();
// A whole number that JSON keeps exactly.
inline constexpr std::int64_t kCountMax = std::int64_t{1} << 53;
[[nodiscard]] platform::http::Schema count_schema();
// {"job"}: what was asked for is done by a job.
[[nodiscard]] platform::http::Answer job_answer();
[[nodiscard]] platform::http::Response job_response(const platform::jobs::Job& job);
// {plan} of a path, and which one a call names.
[[nodiscard]] platform::http::Param plan_param();
[[nodiscard]] PlanId plan_of(const platform::http::Call& call);
// A route about one thing of a plan, {offer} say, with an id of that kind.
[[nodiscard]] platform::http::Route plan_part_route(platform::http::Method method,
                                                    std::string_view path, std::string_view id,
                                                    std::string_view summary,
                                                    std::string_view part);
// Of those that talk about a plan: whoever reads it takes part.
[[nodiscard]] platform::http::Route for_readers(platform::http::Route route);
// A route about one plan: plans.read for GET, else plans.manage.
[[nodiscard]] platform::http::Route plan_route(platform::http::Method method, std::string_view path,
                                               std::string_view id, std::string_view summary);

}  // namespace bailiwick::planning
