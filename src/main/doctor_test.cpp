// Goal: what is wrong with an installation is named, and a sound one is called sound.
#include "main/doctor.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "main/installation.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

class DoctorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    config_.data_folder = folder_.file("data");
    config_.server_address = "127.0.0.1";
    config_.server_port = 0;
  }
  void install() {
    ASSERT_TRUE(open_installation(config_, Migrate::kYes));
    ASSERT_TRUE(open_secret_key(secret_key_file(config_), true));
  }
  Finding find(std::string_view subject) {
    for (Finding& finding : examine(config_)) {
      if (finding.subject == subject) return finding;
    }
    return {"", Health::kGood, "not examined"};
  }
  testing::DatabaseFolder folder_;
  platform::config::Config config_;
};

TEST_F(DoctorTest, ASoundInstallationIsCalledSound) {
  install();
  for (const char* subject :
       {"data folder", "secret key", "database", "migrations", "jobs", "port"})
    EXPECT_EQ(find(subject).health, Health::kGood) << subject << ": " << find(subject).message;
}

TEST_F(DoctorTest, WithoutAFolderNothingBehindItIsExamined) {
  EXPECT_EQ(find("data folder").health, Health::kBad);
  EXPECT_EQ(find("database").message, "not examined");
}

TEST_F(DoctorTest, AKeyThatOthersMayReadIsAWarning) {
  install();
  chmod(secret_key_file(config_).c_str(), 0644);
  EXPECT_EQ(find("secret key").health, Health::kWarning);
}

TEST_F(DoctorTest, ADamagedDatabaseAndAMissingOneAreFaults) {
  install();
  folder_.write("data/bailiwick.db", "this is no database at all, whatever its name says");
  EXPECT_EQ(find("database").health, Health::kBad);
  config_.database_location = folder_.file("none.db");
  EXPECT_EQ(find("database").health, Health::kBad);
}

TEST_F(DoctorTest, ACertificateAndAMailServerAreLookedAt) {
  config_.server_tls_certificate = folder_.file("none.pem");
  EXPECT_EQ(find("certificate").health, Health::kBad);
  EXPECT_EQ(find("mail").health, Health::kWarning);
  config_.mail_host = "no.such.host.invalid";
  config_.mail_port = 25;
  EXPECT_EQ(find("mail").health, Health::kBad);
}

}  // namespace
}  // namespace bailiwick
