package dev.dbsa.app;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Someone who reads a page of the service under test, and notices whatever is wrong with it. */
final class PageReader implements AutoCloseable {
  /** What the Web Content Accessibility Guidelines (level AA) ask for text of usual size. */
  private static final double LEAST_CONTRAST = 4.5;

  private static final String LOW_CONTRAST =
      """
      least => {
        const channels = (color) => color.match(/[\\d.]+/g).map(Number);
        const luminance = ([r, g, b]) => {
          const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) =>
            c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * x + 0.7152 * y + 0.0722 * z;
        };
        const ground = (element) => {
          for (let e = element; e; e = e.parentElement) {
            const color = channels(getComputedStyle(e).backgroundColor);
            if (color.length === 3 || color[3] === 1) {
              return color;
            }
          }
          return [255, 255, 255];
        };
        const low = [];
        for (const element of document.querySelectorAll("body *")) {
          const speaks = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== "");
          if (!(speaks || element.matches("input")) || !element.checkVisibility()) {
            continue;
          }
          const colors = [getComputedStyle(element).color];
          if (element.matches("input")) {
            colors.push(getComputedStyle(element, "::placeholder").color);
          }
          for (const color of colors) {
            const [a, b] = [luminance(channels(color)), luminance(ground(element))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < least) {
              low.push(`${element.outerHTML.slice(0, 80)}: ${contrast.toFixed(2)}`);
            }
          }
        }
        return low;
      }
      """;

  private static final Set<String> COMPLAINTS = Set.of("error", "warning");

  private final Browser browser;
  private final BrowserContext window;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();

  private PageReader(Browser browser, BrowserContext window) {
    this.browser = browser;
    this.window = window;
    this.page = window.newPage();
    page.onConsoleMessage(
        message -> {
          if (COMPLAINTS.contains(message.type())) {
            complaints.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onRequest(requests::add);
  }

  /** Opens a window of this width. */
  static PageReader open(int width, ColorScheme scheme) {
    Browser browser = Browser.open();
    return new PageReader(
        browser, browser.window("http://127.0.0.1:" + RestAssured.port, width, scheme));
  }

  Page page() {
    return page;
  }

  Response visit(String path) {
    return page.navigate(path);
  }

  /** What the browser's console says: errors of scripts, violations of the policy, failed loads. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Every request that the page has made. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What the browser would still know after the page is closed; empty where that is nothing. */
  String stored() {
    return window.cookies().isEmpty()
        ? (String)
            page.evaluate(
                "() => [localStorage, sessionStorage].flatMap(s => Object.values(s)).join()")
        : "cookies";
  }

  boolean isWiderThanTheWindow() {
    return (boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** The texts that are hard to read, each with the contrast to its ground. */
  @SuppressWarnings("unchecked")
  List<String> lowContrast() {
    return (List<String>) page.evaluate(LOW_CONTRAST, LEAST_CONTRAST);
  }

  @Override
  public void close() {
    window.close();
    browser.close();
  }
}
