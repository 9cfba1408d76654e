// A server on a loopback port for tests of outgoing connections: takes one connection after the other, each handed to a
// function that reads lines and writes text. Stops, and waits for its thread, when it goes.
//
//   LocalServer server([](Peer& peer) { const std::string request = peer.read_http(); peer.write("HTTP/1.1 204 \r\n\r\n"); });
//   ... "http://127.0.0.1:" + std::to_string(server.port()) ...
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace bailiwick::tests {

class Peer {
 public:
  Peer(int socket, const std::atomic<bool>& is_stopping)
      : socket_(socket), is_stopping_(is_stopping) {}
  ~Peer() { ::close(socket_); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // Without its line end; "" too when the peer is gone.
  std::string read_line() {
    std::size_t end = 0;
    while ((end = buffer_.find('\n')) == std::string::npos && fill()) {
    }
    if (end == std::string::npos) return std::exchange(buffer_, {});
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
  }
  std::string read_bytes(std::size_t count) {
    while (buffer_.size() < count && fill()) {
    }
    std::string bytes = buffer_.substr(0, count);
    buffer_.erase(0, bytes.size());
    return bytes;
  }
  // A whole request: its head, an empty line, its body.
  std::string read_http() {
    std::string head;
    std::size_t body_bytes = 0;
    for (std::string line = read_line(); !line.empty(); line = read_line()) {
      constexpr std::string_view kLength = "Content-Length: ";
      if (line.starts_with(kLength)) {
        std::from_chars(line.data() + kLength.size(), line.data() + line.size(), body_bytes);
      }
      head += line + "\n";
    }
    return head + "\n" + read_bytes(body_bytes);
  }
  // Holds the connection open until the other side, or the test, ends it.
  void wait() {
    while (fill()) {
    }
  }
  [[nodiscard]] bool is_open() const { return is_open_; }

 private:
  bool fill() {
    while (is_open_ && !is_stopping_) {
      pollfd waiting = {socket_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) == 0) continue;
      char bytes[4096];
      const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      buffer_.append(bytes, static_cast<std::size_t>(count));
      return true;
    }
    is_open_ = false;
    return false;
  }

  int socket_;
  const std::atomic<bool>& is_stopping_;
  std::string buffer_;
  bool is_open_ = true;
};

class LocalServer {
 public:
  explicit LocalServer(std::function<void(Peer&)> serve) : serve_(std::move(serve)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    (void)::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size);
    (void)::listen(listener_, 64);
    (void)::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~LocalServer() {
    is_stopping_ = true;
    thread_.join();
    ::close(listener_);
  }
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url(std::string_view path = "/") const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
  }
  [[nodiscard]] int connection_count() const { return connection_count_; }

 private:
  void run() {
    while (!is_stopping_) {
      pollfd waiting = {listener_, POLLIN, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) continue;
      ++connection_count_;
      Peer peer(socket, is_stopping_);
      serve_(peer);
    }
  }

  std::function<void(Peer&)> serve_;
  std::atomic<bool> is_stopping_{false};
  std::atomic<int> connection_count_{0};
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace bailiwick::tests
