// Opens many event streams and measures how long a broadcast takes from being asked for until the last stream has it.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/http/programs.hpp"

namespace bailiwick::bench {
namespace {

constexpr int kRounds = 5;

int connect_to(unsigned short port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ? socket : -1;
}

bool ask(int socket, const std::string& line, const std::string& token, const std::string& body) {
  const std::string text =
      line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
      "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  return send(socket, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

// Reads until each stream's text holds `wanted` once more; false when one ends.
bool wait_for_all(int poll, std::vector<std::string>& texts, std::string_view wanted) {
  std::size_t left = texts.size();
  std::vector<epoll_event> events(1'024);
  while (left > 0) {
    const int count = epoll_wait(poll, events.data(), static_cast<int>(events.size()), 20'000);
    if (count <= 0) return false;
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      const auto socket = static_cast<int>(event.data.u64 & 0xFFFFFFFF);
      std::string& text = texts[event.data.u64 >> 32];
      char buffer[4096];
      const ssize_t size = recv(socket, buffer, sizeof buffer, 0);
      if (size <= 0) return false;
      text.append(buffer, static_cast<std::size_t>(size));
      const std::size_t at = text.find(wanted);
      if (at == std::string::npos) continue;
      text.erase(0, at + wanted.size());
      --left;
    }
  }
  return true;
}

}  // namespace

int run_streams(unsigned short port, int count, const char* token) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  const int poll = epoll_create1(0);
  std::vector<std::string> texts(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const int socket = connect_to(port);
    if (socket < 0 || !ask(socket, "GET /api/v1/events", token, "")) return 1;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = (static_cast<std::uint64_t>(i) << 32) | static_cast<std::uint32_t>(socket);
    epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
  }
  if (!wait_for_all(poll, texts, "event: ready")) return 1;
  std::printf("open\n");
  std::fflush(stdout);
  const int asking = connect_to(port);
  for (int round = 0; round < kRounds; ++round) {
    const std::string invitation = R"({"name":"Stream )" + std::to_string(round) +
                                   R"(","email":"stream)" + std::to_string(round) +
                                   R"(@bench.example","roles":["rep"],"locale":"en"})";
    const auto began = std::chrono::steady_clock::now();
    if (!ask(asking, "POST /api/v1/people", token, invitation) ||
        !wait_for_all(poll, texts, "event: person.updated"))
      return 1;
    std::printf("%.6f\n",
                std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    std::fflush(stdout);
  }
  while (std::getchar() != EOF) {  // the streams stay open while the server's memory is read
  }
  return 0;
}

}  // namespace bailiwick::bench
