// A small HTTP client for tests that sends exactly the bytes it is told, whole or a few at a time. It knows no library of the product.
//
//   RawHttp client(port);
//   client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
//   const RawAnswer answer = client.answer();
// An answer that does not come within kSeconds has status 0.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace bailiwick::tests {

struct RawAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; of several of a name the last
  std::string body;

  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

class RawHttp {
 public:
  static constexpr int kSeconds = 20;

  explicit RawHttp(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_open_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawHttp() { ::close(socket_); }
  RawHttp(const RawHttp&) = delete;
  RawHttp& operator=(const RawHttp&) = delete;

  [[nodiscard]] bool is_open() const { return is_open_; }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  // More bytes of what the server sends; false at its end or after the time.
  bool receive(int milliseconds = kSeconds * 1'000) {
    pollfd wait{socket_, POLLIN, 0};
    if (poll(&wait, 1, milliseconds) <= 0) return false;
    char buffer[65'536];
    const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) {
      is_over_ = true;
      return false;
    }
    received_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }

  // Whether the server ends the connection within the time, whatever it still sends.
  bool is_ended(int milliseconds = kSeconds * 1'000) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    while (!is_over_ && std::chrono::steady_clock::now() < end) receive(milliseconds);
    return is_over_;
  }

  // The next answer, by its Content-Length, its chunks or the end of the connection.
  RawAnswer answer(bool is_to_head = false) {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return {};
    }
    RawAnswer answer = head_of(received_.substr(0, end + 2));
    received_.erase(0, end + 4);
    if (is_to_head || answer.status == 204 || answer.status == 304 || answer.status == 100)
      return answer;
    if (answer.header("transfer-encoding") == "chunked") {
      read_chunks(answer);
    } else if (answer.headers.contains("content-length")) {
      const std::size_t length = number_of(answer.header("content-length"), 10);
      while (received_.size() < length && receive()) {
      }
      answer.body = received_.substr(0, length);
      received_.erase(0, length);
    } else {
      while (receive()) {
      }
      answer.body = std::exchange(received_, "");
    }
    return answer;
  }

  RawAnswer get(std::string_view target, std::string_view headers = "") {
    send("GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n");
    return answer();
  }
  RawAnswer send_json(std::string_view method, std::string_view target, std::string_view body,
                      std::string_view headers = "") {
    send(std::string(method) + " " + std::string(target) +
         " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + std::string(headers) + "\r\n" + std::string(body));
    return answer();
  }

  // What came and was not asked for yet.
  [[nodiscard]] std::string& received() { return received_; }

 private:
  static std::size_t number_of(const std::string& text, int base) {
    return static_cast<std::size_t>(std::strtoull(text.c_str(), nullptr, base));
  }

  static RawAnswer head_of(const std::string& text) {
    RawAnswer answer;
    answer.status = static_cast<int>(number_of(text.substr(9, 3), 10));
    std::size_t at = text.find("\r\n") + 2;
    while (at < text.size()) {
      const std::size_t end = text.find("\r\n", at);
      const std::size_t colon = text.find(": ", at);
      std::string name = text.substr(at, colon - at);
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      answer.headers[name] = text.substr(colon + 2, end - colon - 2);
      at = end + 2;
    }
    return answer;
  }

  void read_chunks(RawAnswer& answer) {
    while (true) {
      std::size_t end = 0;
      while ((end = received_.find("\r\n")) == std::string::npos) {
        if (!receive()) {
          answer.status = 0;
          return;
        }
      }
      const std::size_t size = number_of(received_.substr(0, end), 16);
      while (received_.size() < end + 2 + size + 2 && receive()) {
      }
      answer.body += received_.substr(end + 2, size);
      received_.erase(0, end + 2 + size + 2);
      if (size == 0) return;
    }
  }

  int socket_;
  bool is_open_ = false;
  bool is_over_ = false;
  std::string received_;
};

}  // namespace bailiwick::tests
