// Goal: a line tells what happened, is JSON whatever the request held, and keeps secrets to itself.
#include "platform/http/access_log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

Request some_request() {
  Request request;
  request.method = Method::kPost;
  request.path = "/api/\"v1\"\x01";
  request.query = {{"token", "hidden"}, {"li\"mit", "5"}};
  request.headers = {{"cookie", "session=hidden"}, {"authorization", "Bearer hidden"}};
  request.body = "hidden";
  request.request_id = "request-1";
  request.peer = "10.0.0.7";
  request.principal = identity::Principal{};
  return request;
}

TEST(AccessLog, a_line_is_json_and_holds_no_secret) {
  const Request request = some_request();
  const std::string line = json_line({request, "addPerson", 201, 512, 0.0012, Instant(0)});
  EXPECT_EQ(line.find("hidden"), std::string::npos);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["method"], "POST");
  EXPECT_EQ(json["path"], request.path);
  EXPECT_EQ(json["route"], "addPerson");
  EXPECT_EQ(json["query"].dump(), R"(["token","li\"mit"])");
  EXPECT_EQ(json["status"], 201);
  EXPECT_EQ(json["bytes"], 512);
  EXPECT_EQ(json["at"], "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(json["person"].get<std::string>().substr(0, 7), "person_");
}

TEST(AccessLog, lines_reach_their_file) {
  const auto path =
      std::filesystem::temp_directory_path() / ("bailiwick_access_" + std::to_string(getpid()));
  const Request request = some_request();
  {
    const AccessLog log = json_access_log(path.string());
    for (int i = 0; i < 10; ++i) log({request, "r", 200, 0, 0, Instant(0)});
  }
  std::ifstream in(path);
  int lines = 0;
  for (std::string line; std::getline(in, line);)
    lines += nlohmann::json::parse(line)["status"] == 200 ? 1 : 0;
  EXPECT_EQ(lines, 10);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace bailiwick::platform::http
