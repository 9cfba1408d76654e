// A connection's bytes, plain or through TLS: what connection.cpp sees of Asio's sockets. Internal to the server.
//
// All of it runs on the one thread of its context. Coroutines end with "nothing" or false at the peer's end, an error or cancel().
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
template <class T>
using Awaitable = boost::asio::awaitable<T, Executor>;

// co_await of an operation with this gives its error and results as a tuple; nothing is thrown.
inline constexpr auto kResume = boost::asio::as_tuple(boost::asio::use_awaitable_t<Executor>{});

class Wire {
 public:
  virtual ~Wire() = default;

  virtual Awaitable<bool> handshake() = 0;
  // How many bytes came; 0 at the end.
  virtual Awaitable<std::size_t> read_some(char* into, std::size_t size_max) = 0;
  // What the system takes at once of `bytes`, without waiting; 0 also where only write() can tell.
  virtual std::size_t write_now(std::string_view bytes) = 0;
  // All of it, or false.
  virtual Awaitable<bool> write(std::string_view bytes) = 0;
  // Says that nothing more will be sent; the peer may still be sending.
  virtual void shut_down() = 0;
  // Ends what is waiting, without closing.
  virtual void cancel() = 0;
  virtual void close() = 0;
};

[[nodiscard]] std::unique_ptr<Wire> plain_wire(Socket socket);
// TLS 1.2 or later by the context.
[[nodiscard]] std::unique_ptr<Wire> tls_wire(Socket socket, boost::asio::ssl::context& context);

// A context for servers from PEM files. H049 where they cannot be used.
[[nodiscard]] Result<std::unique_ptr<boost::asio::ssl::context>> tls_context(
    const std::string& certificate_file, const std::string& key_file);

}  // namespace bailiwick::platform::http
