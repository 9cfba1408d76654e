// Goal: a renewed certificate is used without a restart and without dropping anybody; a broken one is not, and why is said. Method: the watch
// with a function that counts; then a server, OpenSSL's client, and files that are put in place as renewals put them.
#include "main/certificate_watch.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/support/certificate.hpp"
#include "tests/support/served.hpp"

namespace bailiwick {
namespace {

namespace fs = std::filesystem;
using Seen = CertificateWatch::Seen;

// As a renewal does it: written beside, then put in place.
void put_pair(const testing::DatabaseFolder& folder) {
  testing::make_certificate(folder.file("new.pem"), folder.file("new_key.pem"));
  fs::rename(folder.file("new.pem"), folder.file("cert.pem"));
  fs::rename(folder.file("new_key.pem"), folder.file("key.pem"));
}

TEST(CertificateWatch, ReadsTheFilesOnceForEachChange) {
  const testing::DatabaseFolder folder;
  put_pair(folder);
  int renewals = 0;
  bool is_good = true;
  CertificateWatch watch(folder.file("cert.pem"), folder.file("key.pem"), [&]() -> Result<void> {
    ++renewals;
    if (is_good) return {};
    return fail(ErrorCode::kInvalidInput, "H049", "Not a pair.");
  });
  EXPECT_EQ(watch.look(), Seen::kNoChange);
  put_pair(folder);
  EXPECT_EQ(watch.look(), Seen::kRenewed);
  EXPECT_EQ(watch.look(), Seen::kNoChange);
  is_good = false;
  fs::remove(folder.file("key.pem"));
  EXPECT_EQ(watch.look(), Seen::kRefused);
  EXPECT_EQ(watch.look(), Seen::kNoChange) << "it says so once";
  is_good = true;
  put_pair(folder);
  EXPECT_EQ(watch.look(), Seen::kRenewed);
  EXPECT_EQ(renewals, 3);
}

TEST(CertificateWatch, WithoutACertificateThereIsNothingToWatch) {
  CertificateWatch watch("", "",
                         []() -> Result<void> { return fail(ErrorCode::kInternal, "T", "?"); });
  EXPECT_EQ(watch.look(), Seen::kNoChange);
}

// A connection over TLS that stays open.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port) : context_(SSL_CTX_new(TLS_client_method())) {
    bio_ = BIO_new_ssl_connect(context_);
    BIO_set_conn_hostname(bio_, ("127.0.0.1:" + std::to_string(port)).c_str());
    is_open_ = BIO_do_connect(bio_) == 1 && BIO_do_handshake(bio_) == 1;
  }
  ~TlsClient() {
    BIO_free_all(bio_);
    SSL_CTX_free(context_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  // The server's certificate as bytes; empty where there was no handshake.
  std::string certificate() {
    SSL* ssl = nullptr;
    BIO_get_ssl(bio_, &ssl);
    X509* found = is_open_ ? SSL_get1_peer_certificate(ssl) : nullptr;
    unsigned char* bytes = nullptr;
    const int size = found ? i2d_X509(found, &bytes) : 0;
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    X509_free(found);
    return text;
  }
  bool is_answered() {
    const std::string request = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    char buffer[4096];
    const int count = BIO_write(bio_, request.data(), static_cast<int>(request.size())) > 0
                          ? BIO_read(bio_, buffer, sizeof buffer)
                          : 0;
    return count > 0 &&
           std::string_view(buffer, static_cast<std::size_t>(count)).starts_with("HTTP/1.1 200");
  }

 private:
  SSL_CTX* context_;
  BIO* bio_ = nullptr;
  bool is_open_ = false;
};

TEST(CertificateWatch, ARunningServerGoesOverToTheNewCertificateAndDropsNobody) {
  const testing::DatabaseFolder folder;
  put_pair(folder);
  testing::Served served({"server.tls_certificate=" + folder.file("cert.pem"),
                          "server.tls_key=" + folder.file("key.pem")});
  ASSERT_NE(served.port(), 0) << served.said();
  TlsClient early(served.port());
  const std::string first = early.certificate();
  ASSERT_NE(first, "");
  const auto newest = [&] { return TlsClient(served.port()).certificate(); };
  EXPECT_EQ(newest(), first);

  put_pair(folder);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::string second = newest();
  while (second == first && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    second = newest();
  }
  EXPECT_NE(second, first);
  EXPECT_TRUE(early.is_answered()) << "an open connection goes on";

  // Neither half a renewal nor rubbish does any harm.
  std::ofstream(folder.file("cert.pem")) << "no certificate";
  std::this_thread::sleep_for(std::chrono::seconds(3));
  EXPECT_EQ(newest(), second);
  EXPECT_TRUE(early.is_answered());
}

}  // namespace
}  // namespace bailiwick
