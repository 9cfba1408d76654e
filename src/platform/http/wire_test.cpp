// Goal: with a certificate the server speaks TLS 1.2 or later and nothing else, and says so to browsers.
// Method: a certificate made on the spot, and OpenSSL's own client.
#include "platform/http/wire.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <cstdio>

#include "tests/support/certificate.hpp"
#include "tests/support/http_world.hpp"
#include "tests/support/raw_http.hpp"

namespace bailiwick::platform::http {
namespace {

namespace fs = std::filesystem;

class WireTest : public ::testing::Test {
 protected:
  WireTest() {
    fs::create_directories(folder_);
    bailiwick::testing::make_certificate(file("cert.pem"), file("key.pem"));
    bailiwick::testing::make_certificate(file("other.pem"), file("other_key.pem"));
  }
  ~WireTest() override {
    world_.server.reset();
    fs::remove_all(folder_);
  }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  ServerOptions options() const {
    ServerOptions options = world_.options();
    options.certificate_file = file("cert.pem");
    options.key_file = file("key.pem");
    return options;
  }
  // The answer to a request over TLS of at most that version; empty where there is no handshake.
  static std::string get_over_tls(std::uint16_t port, int version_max) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, version_max);
    SSL_CTX_set_security_level(context, 0);
    BIO* bio = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(bio, ("127.0.0.1:" + std::to_string(port)).c_str());
    std::string answer;
    if (BIO_do_connect(bio) == 1 && BIO_do_handshake(bio) == 1) {
      const std::string request =
          "GET /api/echo/tls HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      BIO_write(bio, request.data(), static_cast<int>(request.size()));
      char buffer[4096];
      for (int count = 0; (count = BIO_read(bio, buffer, sizeof buffer)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(count));
    }
    BIO_free_all(bio);
    SSL_CTX_free(context);
    return answer;
  }

  fs::path folder_ = fs::temp_directory_path() / ("bailiwick_wire_" + std::to_string(getpid()));
  tests::HttpWorld world_;
};

TEST_F(WireTest, requests_are_answered_over_tls_from_1_2_on) {
  ASSERT_EQ(world_.start(options()), "");
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const std::string answer = get_over_tls(world_.port(), version);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
    EXPECT_NE(answer.find("\"secure\":true"), std::string::npos);
    EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos);
  }
  EXPECT_EQ(get_over_tls(world_.port(), TLS1_1_VERSION), "");
}

TEST_F(WireTest, plain_text_on_a_tls_port_gets_nothing) {
  ASSERT_EQ(world_.start(options()), "");
  tests::RawHttp client(world_.port());
  client.send("GET /api/hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.is_ended());
  EXPECT_EQ(client.received().find("HTTP/1.1 200"), std::string::npos);
}

TEST_F(WireTest, files_that_are_no_certificate_and_key_are_refused) {
  EXPECT_EQ(tls_context(file("none.pem"), file("key.pem")).error().rule, "H049");
  EXPECT_EQ(tls_context(file("cert.pem"), file("cert.pem")).error().rule, "H049");
  EXPECT_EQ(tls_context(file("cert.pem"), file("other_key.pem")).error().rule, "H049");
  EXPECT_TRUE(tls_context(file("cert.pem"), file("key.pem")));
}

}  // namespace
}  // namespace bailiwick::platform::http
