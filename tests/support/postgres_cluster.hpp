// For tests: a PostgreSQL server of our own in a temporary folder, on a loopback port that was free, stopped at the end. It never
// touches the clusters of the machine.
//
// PostgreSQL refuses to run as root: there its programs run as the user "postgres" that its package made. Starting takes a second
// or two, so a test program starts one and makes a database in it for each test.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bailiwick::testing {

class PostgresCluster {
 public:
  // Why there can be none here; nothing where there can.
  [[nodiscard]] static std::optional<std::string> why_not();
  // One for the whole program, started when it is first asked for.
  [[nodiscard]] static PostgresCluster& shared();

  PostgresCluster();
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  // Why it did not start; empty when it did.
  [[nodiscard]] const std::string& fault() const { return fault_; }
  // Makes a database, empty or with all that one of that URI has, which nobody may be connected to, and gives its URI.
  [[nodiscard]] std::string make_database(const std::string& like = {});
  [[nodiscard]] std::string uri(const std::string& database) const;
  [[nodiscard]] int port() const { return port_; }
  // Ends the server at once, as a crash would, or in good order; start() brings it back.
  void stop(bool is_crash);
  bool start();

 private:
  bool run(const std::vector<std::string>& words) const;

  std::filesystem::path folder_;
  int port_ = 0;
  int databases_ = 0;
  bool is_running_ = false;
  std::string fault_;
};

}  // namespace bailiwick::testing
