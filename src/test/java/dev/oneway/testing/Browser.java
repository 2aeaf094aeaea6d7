package dev.oneway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium and its driver, as Debian packages them ({@code chromium}, {@code
 * chromium-driver}). Used by one thread.
 */
public final class Browser implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final ChromeDriver driver;

  /**
   * @param profile an empty folder
   */
  private Browser(Path profile, Path program, Path driverProgram) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox", // which needs a user of its own
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile.toAbsolutePath());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(driverProgram.toFile())
                .usingAnyFreePort()
                .build(),
            options);
  }

  /**
   * Starts one; the test is skipped where the machine has none.
   *
   * @param profile an empty folder
   */
  public static Browser open(Path profile) {
    Optional<Path> program = onPath("chromium");
    Optional<Path> driver = onPath("chromedriver");
    Assumptions.assumeTrue(
        program.isPresent() && driver.isPresent(),
        "SKIPPED: no browser on this machine; install chromium and chromium-driver to run this");
    return new Browser(profile, program.get(), driver.get());
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public Browser size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  public Browser go(String url) {
    driver.get(url);
    return this;
  }

  /** All text that is to be seen. */
  public String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** What this selector finds, now. */
  public List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /**
   * Presses a button, or follows a link, that is to be seen and has this name; waits until there is
   * one.
   *
   * @param name as a screen reader says it
   */
  public Browser press(String name) {
    await()
        .atMost(SOON)
        .ignoreException(StaleElementReferenceException.class)
        .until(
            () -> {
              Optional<WebElement> found =
                  all("button, a").stream()
                      .filter(one -> one.isDisplayed() && one.isEnabled())
                      .filter(one -> one.getAccessibleName().equals(name))
                      .findFirst();
              found.ifPresent(WebElement::click);
              return found.isPresent();
            });
    return this;
  }

  /** Waits until this is to be seen. */
  public Browser see(String text) {
    await()
        .atMost(SOON)
        .ignoreException(StaleElementReferenceException.class)
        .untilAsserted(() -> assertThat(text()).contains(text));
    return this;
  }

  /** Waits until this selector finds something. */
  public Browser find(String css) {
    await().atMost(SOON).until(() -> !all(css).isEmpty());
    return this;
  }

  /** What a script in the page returns. */
  public Object run(String script) {
    return driver.executeScript(script);
  }

  /** What the page complained of since it was asked last: errors, refused scripts and styles. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** Keeps what is to be seen as {@code target/screenshots/NAME.png}. */
  public Browser screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
