#include "platform/client/probe.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/core.h>

namespace bailiwick::platform::client {
namespace {

constexpr int kConnectMilliseconds = 3'000;

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Addresses resolved(const std::string& host, std::int64_t port) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) found = nullptr;
  return {found, &freeaddrinfo};
}

// A socket that closes itself.
class Socket {
 public:
  explicit Socket(const addrinfo& address)
      : handle_(socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {}
  ~Socket() {
    if (handle_ >= 0) close(handle_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  [[nodiscard]] int handle() const { return handle_; }

 private:
  int handle_;
};

// 0 or errno.
int connect_to(const addrinfo& address) {
  const Socket socket(address);
  if (connect(socket.handle(), address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  pollfd waited = {.fd = socket.handle(), .events = POLLOUT, .revents = 0};
  if (poll(&waited, 1, kConnectMilliseconds) != 1) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket.handle(), SOL_SOCKET, SO_ERROR, &error, &size);
  return error;
}

bool can_listen(const addrinfo& address) {
  const Socket socket(address);
  const int yes = 1;
  setsockopt(socket.handle(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  return bind(socket.handle(), address.ai_addr, address.ai_addrlen) == 0;
}

}  // namespace

Result<void> reach(const std::string& host, std::int64_t port) {
  const Addresses addresses = resolved(host, port);
  int error = EHOSTUNREACH;
  for (const addrinfo* one = addresses.get(); one != nullptr; one = one->ai_next) {
    error = connect_to(*one);
    if (error == 0) return {};
  }
  return fail(ErrorCode::kUnavailable, "N012",
              fmt::format("{}:{} cannot be reached: {}.", host, port,
                          addresses ? std::strerror(error) : "the name is not known"));
}

PortState port_state(const std::string& address, std::int64_t port) {
  if (reach(address, port)) return PortState::kAnswers;
  const Addresses addresses = resolved(address, port);
  return addresses && can_listen(*addresses) ? PortState::kFree : PortState::kRefused;
}

}  // namespace bailiwick::platform::client
