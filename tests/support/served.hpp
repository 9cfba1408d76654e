// For tests of the whole server: `bailiwick serve` on a data folder of its own, in this process, and browsers that talk to it.
//
//   Served served;                          // on an empty installation; ASSERT_NE(served.port(), 0)
//   Browser browser(served.port());
//   browser.post("/api/v1/session", {...});
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <streambuf>
#include <string>
#include <thread>
#include <vector>

#include "main/command_line.hpp"
#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/raw_http.hpp"

namespace bailiwick::testing {

using Settings = std::vector<std::string>;  // "server.workers=4"

class Served {
 public:
  explicit Served(const Settings& settings = {}, std::string data = {})
      : data_(data.empty() ? folder_.file("data") : std::move(data)), out_(&lines_) {
    std::vector<std::string> words = {"serve",
                                      "--data",
                                      data_,
                                      "--set",
                                      "server.port=0",
                                      "--set",
                                      "log.file=" + folder_.file("log")};
    for (const std::string& setting : settings) {
      words.emplace_back("--set");
      words.push_back(setting);
    }
    thread_ = std::thread([this, words] {
      const platform::command::Console console{
          .out = out_, .err = err_, .is_terminal = false, .progress = {}, .listen = [this] {
            return std::make_unique<Stop>(is_stopping_);
          }};
      code_ = static_cast<int>(platform::command::run(command_line(), words, console));
      lines_.end();
    });
    const std::string line = lines_.first();
    const std::size_t colon = line.rfind(':');
    if (line.starts_with("Bailiwick is at ") && colon != std::string::npos)
      port_ = static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
  }
  ~Served() { stop(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }  // 0: it did not start; see said()
  [[nodiscard]] const std::string& data() const { return data_; }
  // Standard error, once it has stopped.
  [[nodiscard]] std::string said() const { return err_.str(); }
  int stop() {
    is_stopping_ = true;
    if (thread_.joinable()) thread_.join();
    return code_;
  }

 private:
  class Stop : public platform::command::StopSignal {
   public:
    explicit Stop(const std::atomic<bool>& is_stopping) : is_stopping_(is_stopping) {}
    [[nodiscard]] bool was_caught() const override { return is_stopping_; }
    void watch(const Budget&) override {}

   private:
    const std::atomic<bool>& is_stopping_;
  };

  // Hands the first line over to the thread that waits for it.
  class Lines : public std::streambuf {
   public:
    std::string first() {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return is_over_; });
      return text_;
    }
    void end() {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
      changed_.notify_all();
    }

   protected:
    int_type overflow(int_type c) override {
      if (c == '\n') end();
      const std::lock_guard lock(mutex_);
      if (!is_over_) text_ += traits_type::to_char_type(c);
      return c;
    }

   private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::string text_;
    bool is_over_ = false;
  };

  DatabaseFolder folder_;
  std::string data_;
  std::atomic<bool> is_stopping_ = false;
  Lines lines_;
  std::ostream out_;
  std::ostringstream err_;
  int code_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

// One browser: remembers its cookie and the session's CSRF token.
class Browser {
 public:
  explicit Browser(std::uint16_t port) : port_(port) {}

  tests::RawAnswer get(const std::string& path) { return ask("GET", path, ""); }
  tests::RawAnswer post(const std::string& path, const nlohmann::json& body,
                        const std::string& headers = "") {
    return ask("POST", path, body.dump(), headers);
  }
  tests::RawAnswer ask(const std::string& method, const std::string& path, const std::string& body,
                       const std::string& headers = "") {
    tests::RawHttp http(port_);
    std::string text =
        method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    if (!cookie.empty()) text += "Cookie: bailiwick_session=" + cookie + "\r\n";
    if (!csrf.empty()) text += "X-CSRF-Token: " + csrf + "\r\n";
    if (!body.empty()) text += "Content-Type: application/json\r\n";
    if (method != "GET") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    http.send(text + headers + "\r\n" + body);
    tests::RawAnswer answer = http.answer();
    const std::string set = answer.header("set-cookie");
    if (set.starts_with("bailiwick_session=")) cookie = set.substr(18, set.find(';') - 18);
    const auto json = nlohmann::json::parse(answer.body, nullptr, false);
    if (json.is_object() && json.contains("csrf_token")) csrf = json["csrf_token"];
    return answer;
  }

  std::string cookie;
  std::string csrf;

 private:
  std::uint16_t port_;
};

[[nodiscard]] inline nlohmann::json json_of(const tests::RawAnswer& answer) {
  return nlohmann::json::parse(answer.body, nullptr, false);
}

}  // namespace bailiwick::testing
