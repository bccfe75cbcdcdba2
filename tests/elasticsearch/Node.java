import java.nio.file.Path;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;

/** Starts a node of Elasticsearch, which ends with its standard input: {@code java Node.java HOME NAME=VALUE…}. */
class Start {
    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder().put("path.home", arguments[0]);
        for (int at = 1; at < arguments.length; at++) {
            String[] setting = arguments[at].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        LogConfigurator.configureESLogging();
        LogConfigurator.configureWithoutConfig(settings.build());
        new Node(new Environment(settings.build(), Path.of(arguments[0], "config"))).start();
        while (System.in.read() >= 0) {
            // Nobody writes; what counts is the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
