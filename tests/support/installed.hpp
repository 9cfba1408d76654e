// For tests of main: an application on a data folder of its own, gone at the end.
//
//   const testing::Installed installed;
//   ASSERT_TRUE(installed) << installed.fault();
//   make_demo(*installed, ...);
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "main/application.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::testing {

inline constexpr const char* kDemoPassword = "territory-map-42-green";

class Installed {
 public:
  explicit Installed(platform::config::Config config = {}, const Trouble& trouble = {}) {
    config.data_folder = folder_.file("data");
    auto opened = Application::open(config, trouble);
    if (opened)
      application_ = std::move(*opened);
    else
      fault_ = opened.error().message;
  }

  explicit operator bool() const { return application_ != nullptr; }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] Application& operator*() const { return *application_; }
  [[nodiscard]] Application* operator->() const { return application_.get(); }
  [[nodiscard]] std::string data() const { return folder_.file("data"); }
  // Ends the application; the folder stays.
  void close() { application_.reset(); }

 private:
  DatabaseFolder folder_;
  std::unique_ptr<Application> application_;
  std::string fault_;
};

}  // namespace bailiwick::testing
