// Goal: a port that answers, one that is free and a name that is none are told apart. Method: a listener of the test's own.
#include "platform/client/probe.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bailiwick::platform::client {
namespace {

struct Listener {
  Listener() : handle(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(handle, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(handle, 4), 0);
    getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }
  ~Listener() { close(handle); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  int handle;
  std::int64_t port = 0;
};

TEST(Probe, WhoListensIsReached) {
  const Listener listener;
  EXPECT_TRUE(reach("127.0.0.1", listener.port));
  EXPECT_EQ(port_state("127.0.0.1", listener.port), PortState::kAnswers);
}

TEST(Probe, AFreePortIsFree) {
  std::int64_t port = 0;
  {
    const Listener listener;
    port = listener.port;
  }
  EXPECT_EQ(port_state("127.0.0.1", port), PortState::kFree);
  const auto reached = reach("127.0.0.1", port);
  ASSERT_FALSE(reached);
  EXPECT_EQ(reached.error().rule, "N012");
}

TEST(Probe, AnAddressOfAnotherMachineIsRefused) {
  EXPECT_EQ(port_state("no.such.host.invalid", 80), PortState::kRefused);
}

}  // namespace
}  // namespace bailiwick::platform::client
