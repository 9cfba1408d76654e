// Goal: what is wired together works together: a plan that is asked for is designed by the worker, and the audit log stays whole.
#include "main/application.hpp"

#include <gtest/gtest.h>

#include <set>

#include "main/demo.hpp"
#include "main/operator.hpp"
#include "tests/support/installed.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick {
namespace {

TEST(Application, APlanThatIsAskedForIsDesigned) {
  std::vector<std::string> troubles;
  const testing::Installed installed({},
                                     [&](const std::string& line) { troubles.push_back(line); });
  ASSERT_TRUE(installed) << installed.fault();
  Application& application = *installed;
  DemoRequest demo;
  demo.password = testing::kDemoPassword;
  demo.units_csv = "unit,lon,lat,population\na,5,52,10\nb,5.1,52,10\nc,5.2,52,10\nd,5.3,52,10\n";
  demo.territories = 2;
  demo.seconds = 1;
  ASSERT_TRUE(make_demo(application, demo));
  application.start_work(1);
  const auto company = companies_of(application)->front();
  const auto all = operator_of(company.id);
  EXPECT_TRUE(testing::becomes_true(
      [&] { return application.plans().plans(all, {}, 1)->items.front().summary.has_value(); }));
  application.stop_work();
  const auto plan = application.plans().plans(all, {}, 1)->items.front();
  EXPECT_EQ(plan.territory_count, 2);
  EXPECT_EQ(application.plans().territories(all, plan.id)->size(), 2U);
  const auto verified = application.database().read([&](platform::db::Connection& connection) {
    return application.log().verify(connection, company.id);
  });
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->is_intact());
  EXPECT_GT(verified->entries, 10);
  EXPECT_TRUE(troubles.empty()) << troubles.front();
}

TEST(Application, EveryRouteHasANameOfItsOwn) {
  const testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  std::set<std::string> ids;
  for (const auto& route : installed->routes())
    EXPECT_TRUE(ids.emplace(route.id).second) << route.id;
  EXPECT_GT(ids.size(), 50U);
}

TEST(Application, ANetworkThatIsNoneIsRefused) {
  platform::config::Config config;
  config.client_allowed_networks = {"10.1.0.0/99"};
  EXPECT_FALSE(testing::Installed(config));
}

}  // namespace
}  // namespace bailiwick
