// Goal: a failure becomes a problem by RFC 9457 that a form and a person can use.
#include "platform/http/problem.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

TEST(Problem, one_failure_says_kind_rule_and_what_to_do) {
  const Response response =
      problem_response(Error{ErrorCode::kConflict, "X001", "It has changed."});
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  const json problem = json::parse(response.text());
  EXPECT_EQ(problem["type"], "/errors/X001");
  EXPECT_EQ(problem["status"], 409);
  EXPECT_EQ(problem["code"], "conflict");
  EXPECT_EQ(problem["detail"], "It has changed.");
  EXPECT_FALSE(problem.contains("errors"));
}

TEST(Problem, every_mistake_is_an_item_with_its_place) {
  const Response response =
      problem_response(Errors{{ErrorCode::kInvalidInput, "H010", "\"name\" is missing.", "/name"},
                              {ErrorCode::kInvalidInput, "H014", "Too many.", "?limit"}});
  EXPECT_EQ(response.status, 400);
  const json problem = json::parse(response.text());
  ASSERT_EQ(problem["errors"].size(), 2U);
  EXPECT_EQ(problem["errors"][0]["pointer"], "/name");
  EXPECT_EQ(problem["errors"][1]["parameter"], "limit");
  EXPECT_EQ(problem["errors"][1]["rule"], "H014");
}

TEST(Problem, every_code_has_its_status) {
  EXPECT_EQ(status_of(ErrorCode::kNotFound), 404);
  EXPECT_EQ(status_of(ErrorCode::kUnauthenticated), 401);
  EXPECT_EQ(status_of(ErrorCode::kForbidden), 403);
  EXPECT_EQ(status_of(ErrorCode::kPrecondition), 412);
  EXPECT_EQ(status_of(ErrorCode::kTooMany), 429);
  EXPECT_EQ(status_of(ErrorCode::kUnavailable), 503);
  EXPECT_EQ(status_of(ErrorCode::kInternal), 500);
  EXPECT_EQ(status_of(ErrorCode::kInfeasible), 422);
}

TEST(Problem, the_server_adds_where_and_which_request_once) {
  Response response = problem_response(405, {ErrorCode::kInvalidInput, "X001", "No."});
  complete_problem(response, "/a\"b", "request-1");
  complete_problem(response, "/other", "request-2");
  const json problem = json::parse(response.text());
  EXPECT_EQ(problem["instance"], "/a\"b");
  EXPECT_EQ(problem["request_id"], "request-1");
  EXPECT_EQ(problem["status"], 405);
  Response fine = json_response(200, "{}");
  complete_problem(fine, "/", "request-3");
  EXPECT_EQ(fine.text(), "{}");
}

TEST(Problem, bytes_that_are_no_text_do_not_break_it) {
  const Response response = problem_response(Error{ErrorCode::kIo, "X001", "\xFF.csv"});
  EXPECT_EQ(json::parse(response.text())["detail"], "\xEF\xBF\xBD.csv");
}

}  // namespace
}  // namespace bailiwick::platform::http
