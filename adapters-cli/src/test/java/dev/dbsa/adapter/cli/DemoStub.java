package dev.dbsa.adapter.cli;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Stands in for the service as a process: answers a demonstration as the service would. */
public final class DemoStub {
  static final int EXIT_CODE = 9;
  private static final String ID = "00000000-0000-4000-8000-00000000000a";

  private DemoStub() {}

  /** First argument: what goes wrong. Second: {@code serve}. */
  public static void main(String... arguments) throws Exception {
    String trouble = arguments[0];
    System.out.println("stub starts with " + trouble);
    if (trouble.equals("no-start") || System.getenv("APP_AUTH_MODE") != null) {
      System.out.println("this stub \u001B[31mdoes not start");
      System.exit(EXIT_CODE);
    }
    Map<String, String> answers = new HashMap<>();
    answers.put("GET /health", "200 {'status':'ok'}");
    answers.put(
        "POST /api/connections",
        "201 {'connection_id':'%s','name':'shop','dialect':'postgresql','host':'h','port':5432}"
            .formatted(ID));
    answers.put(
        "POST /api/connections/" + ID + "/verify",
        trouble.equals("no-verify")
            ? "200 {'status':'failed','error_message':'wrong password'}"
            : "200 {'status':'verified','server_product':'PostgreSQL','can_write':false,'warnings':['old']}");
    answers.put(
        "POST /api/connections/" + ID + "/schema/refresh",
        "201 {'snapshot_id':'%s','snapshot_version':1,'tables_count':8}".formatted(ID));
    answers.put(
        "POST /api/generations", "201 {'generation_id':'%s','status':'queued'}".formatted(ID));
    answers.put("POST /api/generations/" + ID + "/execute", "202 {'status':'running'}");
    answers.put(
        "GET /api/generations/" + ID + "/status",
        trouble.equals("no-draft")
            ? "200 {'status':'failed','error_message':'no idea'}"
            : "200 {'status':'completed'}");
    answers.put(
        "GET /api/generations/" + ID,
        "200 {'status':'completed','generated_script':'SELECT 1 LIMIT 5;'}");
    answers.put(
        "POST /api/history/" + ID + "/review",
        "201 {'review_status':'edited','reviewer':'demo','edited_script_diff':'-LIMIT 5\\n+LIMIT 20'}");
    answers.put(
        "POST /api/validations",
        "200 {'validation':{'lint_status':'fail','findings':[{'severity':'error','rule':'r',"
            + "'message':'no table oders','hint':'orders'}]},'risks':[]}");
    answers.put(
        "GET /api/history",
        "200 {'items':[{'request_summary':'latest','request_id':'x'}],"
            + "'pagination':{'page':1,'page_size':20,'total':1}}");
    int port = Integer.parseInt(Objects.requireNonNull(System.getenv("APP_PORT")));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String answer =
              answers.getOrDefault(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), "404 {}");
          byte[] body = answer.substring(4).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
