#include "platform/http/wire.hpp"

#include <fmt/format.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace bailiwick::platform::http {
namespace {

namespace asio = boost::asio;

Socket& lowest(Socket& stream) { return stream; }
Socket& lowest(asio::ssl::stream<Socket>& stream) { return stream.next_layer(); }

template <class Stream>
class WireOver final : public Wire {
 public:
  template <class... Arguments>
  explicit WireOver(Arguments&&... arguments) : stream_(std::forward<Arguments>(arguments)...) {
    boost::system::error_code error;
    lowest(stream_).non_blocking(true, error);
  }

  Awaitable<bool> handshake() override {
    if constexpr (std::is_same_v<Stream, Socket>) {
      co_return true;
    } else {
      auto [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, kResume);
      co_return !error;
    }
  }
  Awaitable<std::size_t> read_some(char* into, std::size_t size_max) override {
    auto [error, size] = co_await stream_.async_read_some(asio::buffer(into, size_max), kResume);
    co_return error ? 0 : size;
  }
  std::size_t write_now([[maybe_unused]] std::string_view bytes) override {
    if constexpr (std::is_same_v<Stream, Socket>) {
      boost::system::error_code error;  // "would block", or what write() will meet again
      return stream_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
    } else {
      return 0;
    }
  }
  Awaitable<bool> write(std::string_view bytes) override {
    auto [error, size] =
        co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()), kResume);
    co_return !error && size == bytes.size();
  }
  void shut_down() override {
    boost::system::error_code error;
    lowest(stream_).shutdown(Socket::shutdown_send, error);
  }
  void cancel() override {
    boost::system::error_code error;
    lowest(stream_).cancel(error);
  }
  void close() override {
    boost::system::error_code error;
    lowest(stream_).close(error);
  }

 private:
  Stream stream_;
};

// Of the application protocols that a client offers, the one there is (RFC 7301).
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* in, unsigned in_size, void*) {
  static constexpr unsigned char kOffered[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, kOffered, sizeof kOffered - 1, in, in_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::unique_ptr<Wire> plain_wire(Socket socket) {
  return std::make_unique<WireOver<Socket>>(std::move(socket));
}

std::unique_ptr<Wire> tls_wire(Socket socket, asio::ssl::context& context) {
  return std::make_unique<WireOver<asio::ssl::stream<Socket>>>(std::move(socket), context);
}

Result<std::unique_ptr<asio::ssl::context>> tls_context(const std::string& certificate_file,
                                                        const std::string& key_file) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                                    SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection then holds no buffers: with thousands of streams they are most of the memory.
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context->native_handle(), choose_protocol, nullptr);
  boost::system::error_code error;
  std::string_view file = certificate_file;
  context->use_certificate_chain_file(certificate_file, error);
  if (!error) {
    file = key_file;
    context->use_private_key_file(key_file, asio::ssl::context::pem, error);
  }
  if (!error && SSL_CTX_check_private_key(context->native_handle()) == 1) return context;
  return fail(
      ErrorCode::kInvalidInput, "H049",
      fmt::format(
          "TLS cannot use {}: {}. It takes a certificate chain and its private key as PEM files.",
          file, error ? error.message() : "the key is not the certificate's"));
}

}  // namespace bailiwick::platform::http
