package dev.dbsa.adapter.cli;

import dev.dbsa.domain.connection.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that say where the service is and who calls it. */
final class ServiceOptions {
  private static final int MAX_SECONDS = 24 * 60 * 60;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Default: APP_API_BASE_URL, http://127.0.0.1:8000.")
  private @Nullable String baseUrl;

  @Option(
      names = "--auth-mode",
      paramLabel = "AUTH_MODE",
      completionCandidates = Choices.AuthModes.class,
      description =
          "${COMPLETION-CANDIDATES}. Default: APP_AUTH_MODE, unless APP_AUTH_ENABLED is false; none.")
  private @Nullable String authMode;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The token of mode token. Default: APP_INTERNAL_API_TOKEN(_FILE).")
  private @Nullable String token;

  @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token.")
  private @Nullable String tokenFile;

  @Option(
      names = "--token-header",
      paramLabel = "NAME",
      description = "Default: APP_INTERNAL_TOKEN_HEADER, X-Internal-Token.")
  private @Nullable String tokenHeader;

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "The secret of mode hmac. Default: APP_INTERNAL_HMAC_SECRET(_FILE).")
  private @Nullable String secret;

  @Option(
      names = "--hmac-secret-file",
      paramLabel = "FILE",
      description = "A file with the secret of mode hmac.")
  private @Nullable String hmacSecretFile;

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "Who signs in mode hmac. Default: APP_INTERNAL_PRINCIPAL, dbsa-cli.")
  private @Nullable String principal;

  @Option(
      names = "--reviewer",
      paramLabel = "NAME",
      description = "Who reviews, where that is not the principal; signed in mode hmac.")
  private @Nullable String reviewer;

  @Option(names = "--unsigned-reviewer", description = "Leaves the reviewer out of the signature.")
  private boolean unsignedReviewer;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for a connection. Default: 5.")
  private int connectTimeout = 5;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for an answer. Default: 60.")
  private int timeout = 60;

  /**
   * @throws UsageException if a flag or setting is missing or wrong
   */
  ApiClient client(
      HeaderNames names, Settings settings, TextFiles files, CliEnvironment environment) {
    return client(
        baseUrl(settings),
        credentials(settings, files, names),
        reviewer == null
            ? Map.of()
            : Map.of(names.reviewer(), HeaderValue.checked("--reviewer", reviewer)),
        environment);
  }

  /**
   * A client for an address that is not the service's: it is told no secret.
   *
   * @throws UsageException if a secret was given on the command line, which would go nowhere
   */
  ApiClient stranger(URI address, CliEnvironment environment) {
    if (token != null || tokenFile != null || secret != null || hmacSecretFile != null) {
      throw new UsageException(
          "credentials are sent to the service at --base-url alone, and "
              + address
              + " is not below it");
    }
    return client(address, new Credentials.None(), Map.of(), environment);
  }

  private ApiClient client(
      URI address,
      Credentials credentials,
      Map<String, String> extraHeaders,
      CliEnvironment environment) {
    return new ApiClient(
        address,
        credentials,
        extraHeaders,
        seconds("--connect-timeout", connectTimeout),
        seconds("--timeout", timeout),
        environment.clock(),
        environment.pause());
  }

  private Credentials credentials(Settings settings, TextFiles files, HeaderNames names) {
    return switch (mode(settings)) {
      case "token" -> {
        Secret value =
            Secrets.find(
                    "--token",
                    token,
                    "--token-file",
                    tokenFile,
                    "APP_INTERNAL_API_TOKEN",
                    settings,
                    files)
                .orElseThrow(
                    () ->
                        new UsageException(
                            "auth mode token needs a token: set APP_INTERNAL_API_TOKEN or"
                                + " APP_INTERNAL_API_TOKEN_FILE, or use --token or --token-file"));
        HeaderValue.checked("the token", value.reveal());
        yield new Credentials.Token(
            HeaderOptions.name(settings, tokenHeader, "token", "X-Internal-Token"), value);
      }
      case "hmac" ->
          new Credentials.Hmac(
              names,
              Secrets.principal(principal, settings),
              Secrets.secret(secret, "--hmac-secret-file", hmacSecretFile, settings, files),
              reviewer == null || unsignedReviewer
                  ? null
                  : HeaderValue.checked("--reviewer", reviewer));
      default -> new Credentials.None();
    };
  }

  private String mode(Settings settings) {
    boolean tokenGiven = token != null || tokenFile != null;
    boolean secretGiven = secret != null || hmacSecretFile != null;
    if (tokenGiven && secretGiven) {
      throw new UsageException("--token is for auth mode token, --secret for hmac: use one");
    }
    String mode =
        authMode == null ? null : Choices.checked("--auth-mode", authMode, new Choices.AuthModes());
    if (mode == null) {
      mode = tokenGiven ? "token" : secretGiven ? "hmac" : modeOf(settings);
    }
    if (tokenGiven && !mode.equals("token") || secretGiven && !mode.equals("hmac")) {
      throw new UsageException("the secret given does not fit auth mode " + mode);
    }
    return mode;
  }

  private static String modeOf(Settings settings) {
    Optional<Boolean> enabled = settings.find("APP_AUTH_ENABLED").map(ServiceOptions::isEnabled);
    Optional<String> mode =
        settings
            .find("APP_AUTH_MODE")
            .map(value -> value.toLowerCase(Locale.ROOT))
            .map(value -> Choices.checked("APP_AUTH_MODE", value, new Choices.AuthModes()));
    if (enabled.isPresent() && !enabled.get()) {
      return "none";
    }
    return mode.orElse(enabled.isPresent() ? "token" : "none");
  }

  private static boolean isEnabled(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new UsageException("APP_AUTH_ENABLED must be true or false");
    };
  }

  /**
   * Where the service is, without a slash at the end.
   *
   * @throws UsageException if it is no address of a service
   */
  URI baseUrl(Settings settings) {
    String text =
        Optional.ofNullable(baseUrl)
            .or(() -> settings.find("APP_API_BASE_URL"))
            .orElse("http://127.0.0.1:8000")
            .strip()
            .replaceFirst("/+$", "");
    try {
      URI uri = new URI(text).parseServerAuthority();
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      if ((http || https)
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null
          && uri.getPort() <= 65535) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below: the text may hold a password, so the exception's message is not shown.
    }
    throw new UsageException(
        "--base-url (APP_API_BASE_URL): expected http(s)://HOST[:PORT][/PATH], without user,"
            + " query or fragment");
  }

  private static Duration seconds(String flag, int value) {
    return Duration.ofSeconds(Choices.checked(flag, value, 1, MAX_SECONDS));
  }
}
