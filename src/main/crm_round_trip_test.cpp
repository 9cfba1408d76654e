// Goal: what a list exports an import takes back, through the API, the queue and its worker, and nothing is changed by it.
// Method: every object of the demonstration, exported and brought in again as it is; then one cell of it changed.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;
using Json = nlohmann::json;
namespace identity = platform::identity;

class RoundTrip : public TwoCompanies {
 protected:
  const platform::http::Route& route(std::string_view id) {
    for (const platform::http::Route& one : dispatcher_->routes())
      if (one.id == id) return one;
    ADD_FAILURE() << "no route " << id;
    return dispatcher_->routes().front();
  }

  // What came of bringing in a file with the columns as they are guessed.
  crm::ImportOutcome bring_in(const identity::Principal& who, crm::ObjectKind object,
                              const std::string& csv) {
    folder_.write("again.csv", csv);
    const auto upload = application_->imports().upload(
        who, {.object = object, .name = "again.csv", .path = folder_.file("again.csv")});
    EXPECT_TRUE(upload) << upload.error().front().message;
    if (!upload) return {};
    Json mapping = Json::object();
    for (const auto& column : upload->facts.columns)
      if (!column.target.empty()) mapping[column.name] = column.target;
    const auto run =
        application_->imports().run(who, upload->id, {{"mapping", mapping}, {"mode", "good_rows"}});
    EXPECT_TRUE(run) << run.error().front().message;
    for (int tries = 0; tries < 600; ++tries) {
      const auto now = application_->imports().import(who, upload->id);
      if (now->outcome && now->state == crm::ImportState::kDone) return *now->outcome;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << "the import does not end";
    return {};
  }
};

TEST_F(RoundTrip, ChangesNothing) {
  const std::string cookie = sign_in("planner@demo.example");
  const auto planner = person_by_email(*application_, "planner@demo.example");
  identity::Principal who = operator_of(planner->tenant);
  who.person = planner->person.id;
  application_->start_work(1);
  for (const crm::ObjectSpec& object : crm::all_objects()) {
    const std::string path = "/api/v1/" + std::string(object.plural) + ".csv";
    std::string id = "export" + std::string(object.plural);
    id[6] = static_cast<char>(id[6] - 'a' + 'A');
    const auto exported = call(route(id), path, cookie, {});
    ASSERT_EQ(exported.status, 200) << exported.text();
    const std::string csv(exported.text());
    const auto outcome = bring_in(who, object.kind, csv);
    EXPECT_EQ(outcome.added, 0) << object.name;
    EXPECT_EQ(outcome.updated, 0) << object.name;
    EXPECT_EQ(outcome.rejected, 0)
        << object.name << ": " << (outcome.problems.empty() ? "" : outcome.problems[0].message);
    EXPECT_GT(outcome.unchanged, 0) << object.name;
    EXPECT_EQ(std::string(call(route(id), path, cookie, {}).text()), csv) << object.name;
  }
  std::string accounts(call(route("exportAccounts"), "/api/v1/accounts.csv", cookie, {}).text());
  accounts.replace(accounts.find("DEMO-0001,"), 10, "DEMO-0001,New ");
  EXPECT_EQ(bring_in(who, crm::ObjectKind::kAccount, accounts).updated, 1);
  application_->stop_work();
}

}  // namespace
}  // namespace bailiwick
