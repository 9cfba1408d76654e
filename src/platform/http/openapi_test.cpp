// Goal: the document says of every route what the server does with it, and is the same for any order of the routes.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "platform/http/route.hpp"
#include "tests/support/repository.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

Result<Response> nothing(const Call&) { return empty_response(); }

Routes some_routes() {
  const Schema person = object("Person", {{"id", id("person")}, {"name", text(1, 200)}});
  Route get;
  get.path = "/api/v1/people/{person}";
  get.id = "getPerson";
  get.tag = "People";
  get.summary = "One person";
  get.access = allow(identity::Permission::kPeopleRead);
  get.params = {{"person", ParamPlace::kPath, id("person"), "The person."},
                {"fields", ParamPlace::kQuery, text(), "What to show."}};
  get.answers = {{200, "The person", person}};
  get.handle = nothing;
  Route change = get;
  change.method = Method::kPatch;
  change.id = "changePerson";
  change.body = object("PersonChange", {{"name", text(1, 200), kOptional}});
  change.needs_if_match = true;
  change.is_idempotent_by_key = true;
  Route upload;
  upload.method = Method::kPost;
  upload.path = "/api/v1/datasets";
  upload.id = "addDataset";
  upload.tag = "Datasets";
  upload.access = anyone();
  upload.upload_bytes_max = 1 << 30;
  upload.upload_types = {"text/csv"};
  upload.answers = {{201, "Made", std::nullopt}};
  upload.handle = nothing;
  return {change, upload, get};
}

TEST(OpenApi, paths_parameters_bodies_answers_and_access_are_declared) {
  const json document = json::parse(openapi_document(some_routes(), "1.2.3"));
  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_EQ(document["info"]["version"], "1.2.3");
  const json& get = document["paths"]["/api/v1/people/{person}"]["get"];
  EXPECT_EQ(get["operationId"], "getPerson");
  EXPECT_EQ(get["parameters"][0]["in"], "path");
  EXPECT_EQ(get["parameters"][1]["required"], false);
  EXPECT_EQ(get["responses"]["200"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Person");
  EXPECT_EQ(get["responses"]["404"]["$ref"], "#/components/responses/Problem");
  EXPECT_EQ(get["security"].dump(), R"([{"session":[]},{"token":[]}])");
  EXPECT_NE(get["description"].get<std::string>().find("people.read"), std::string::npos);
  const json& change = document["paths"]["/api/v1/people/{person}"]["patch"];
  EXPECT_EQ(change["security"][0].dump(), R"({"csrf":[],"session":[]})");
  EXPECT_EQ(change["parameters"].size(), 4U);
  EXPECT_TRUE(change["responses"].contains("428"));
  const json& upload = document["paths"]["/api/v1/datasets"]["post"];
  EXPECT_EQ(upload["requestBody"]["content"]["text/csv"]["schema"]["format"], "binary");
  EXPECT_EQ(upload["security"].dump(), "[]");
}

TEST(OpenApi, the_order_of_the_routes_does_not_matter) {
  Routes routes = some_routes();
  const std::string document = openapi_document(routes, "1");
  std::reverse(routes.begin(), routes.end());
  EXPECT_EQ(openapi_document(routes, "1"), document);
}

// tests/api/run.py gives the same file to a public validator.
TEST(OpenApi, the_sample_that_a_validator_judges_is_what_is_made) {
  std::ifstream in(testing::repository_folder() / "tests/api/sample_openapi.json");
  const std::string sample((std::istreambuf_iterator<char>(in)), {});
  const std::string made = openapi_document(some_routes(), "1.2.3") + "\n";
  if (sample != made) std::ofstream(::testing::TempDir() + "sample_openapi.json") << made;
  EXPECT_TRUE(sample == made) << "it differs from " << ::testing::TempDir()
                              << "sample_openapi.json";
}

}  // namespace
}  // namespace bailiwick::platform::http
