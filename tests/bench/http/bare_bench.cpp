// The yardstick: Boost.Beast with C++20 coroutines, its own parser and serializer, a constant answer, no time limits, no log, one
// context a thread as platform/http has it. What this reaches is what the library and the kernel allow.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <cstdio>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "tests/bench/http/programs.hpp"

namespace bailiwick::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
constexpr auto kResume = asio::as_tuple(asio::use_awaitable_t<Executor>{});

Awaitable<void> serve(Socket socket) {
  boost::beast::flat_buffer buffer;
  while (true) {
    http::request<http::string_body> request;
    auto [read_error, read] = co_await http::async_read(socket, buffer, request, kResume);
    if (read_error) co_return;
    http::response<http::string_body> response(http::status::ok, 11);
    response.set(http::field::content_type, "application/json");
    response.keep_alive(request.keep_alive());
    response.body() = R"({"hello":"world"})";
    response.prepare_payload();
    auto [write_error, written] = co_await http::async_write(socket, response, kResume);
    if (write_error) co_return;
  }
}

Awaitable<void> accept(Acceptor& acceptor,
                       std::vector<std::unique_ptr<asio::io_context>>& contexts) {
  for (std::size_t next = 0;; ++next) {
    asio::io_context& context = *contexts[next % contexts.size()];
    auto [error, socket] = co_await acceptor.async_accept(context, kResume);
    if (error) co_return;
    socket.set_option(Tcp::no_delay(true));
    asio::post(context, [&context, socket = std::move(socket)]() mutable {
      asio::co_spawn(context, serve(std::move(socket)), asio::detached);
    });
  }
}

}  // namespace

int run_bare(int threads) {
  std::vector<std::unique_ptr<asio::io_context>> contexts;
  std::vector<asio::executor_work_guard<Executor>> guards;
  for (int i = 0; i < threads; ++i) {
    contexts.push_back(std::make_unique<asio::io_context>(1));
    guards.push_back(asio::make_work_guard(*contexts.back()));
  }
  Acceptor acceptor(*contexts[0], Tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  asio::co_spawn(*contexts[0], accept(acceptor, contexts), asio::detached);
  std::vector<std::thread> running;
  for (auto& context : contexts) running.emplace_back([&context] { context->run(); });
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  for (auto& context : contexts) context->stop();
  for (auto& thread : running) thread.join();
  return 0;
}

}  // namespace bailiwick::bench
