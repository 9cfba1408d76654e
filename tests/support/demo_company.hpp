// For tests of main: an installation with the demonstration company, without a file of units.
#pragma once

#include <string>

#include "main/demo.hpp"
#include "main/operator.hpp"
#include "tests/support/installed.hpp"

namespace bailiwick::testing {

class DemoCompany {
 public:
  DemoCompany() : fault_(installed_.fault()) {
    if (!installed_) return;
    DemoRequest request;
    request.password = kDemoPassword;
    const auto made = make_demo(*installed_, request);
    if (!made) fault_ = made.error().front().message;
  }

  explicit operator bool() const { return fault_.empty(); }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] Application& operator*() const { return *installed_; }
  [[nodiscard]] Application* operator->() const { return &*installed_; }
  // Sees all of it.
  [[nodiscard]] platform::identity::Principal all() const {
    return operator_of(person_by_email(*installed_, "planner@demo.example")->tenant);
  }

 private:
  Installed installed_;
  std::string fault_;
};

}  // namespace bailiwick::testing
