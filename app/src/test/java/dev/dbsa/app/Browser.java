package dev.dbsa.app;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine. Where there is none, tests that need it are skipped, unless the
 * environment variable {@code DBSA_TEST_BROWSER} is {@code required}.
 */
final class Browser implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Browser.class.getName());
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Path MAC =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
  private static final double TIMEOUT_MILLIS = 20_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Playwright playwright, Path executable) {
    this.playwright = playwright;
    this.chromium =
        playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable));
  }

  static Browser open() {
    Path executable = find().orElse(null);
    if (executable == null) {
      String reason = "pages are not tested: none of " + NAMES + " is on the PATH";
      if ("required".equals(System.getenv("DBSA_TEST_BROWSER"))) {
        throw new IllegalStateException(reason);
      }
      LOG.log(System.Logger.Level.WARNING, reason);
      Assumptions.abort(reason);
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(playwright, executable);
  }

  private static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream<Path> onPath =
        Stream.of(path.split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(onPath, Stream.of(MAC)).filter(Files::isExecutable).findFirst();
  }

  /** A window with nothing in its memory, such as a new profile has. */
  BrowserContext window(String baseUrl, int width, ColorScheme scheme) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setViewportSize(width, 900)
                .setColorScheme(scheme));
    context.setDefaultTimeout(TIMEOUT_MILLIS);
    return context;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
